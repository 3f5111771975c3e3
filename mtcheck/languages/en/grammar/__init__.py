"""Tokens, sentences, clauses and verb forms of English."""
