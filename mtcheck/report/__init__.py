"""What a reader sees.

formats/ holds the reports of a check, one module for each output format and nothing else. Beside it stand what they
share (places, summary, cells, console, quote, json, xml) and what other commands print (rules, settings, diff,
progress).
"""
