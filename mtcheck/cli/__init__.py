"""The command line: main.py finds the command that is meant, commands/ holds one module for each.

Beside them options.py (what options commands share), setup.py (what a command needs before it runs) and outputs.py
(where reports go).
"""
