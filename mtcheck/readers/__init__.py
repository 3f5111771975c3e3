"""Readers other than our rules: quality estimation, language models, annotators. What they mark, and what it is worth.

Nothing here is imported unless spans are given."""
