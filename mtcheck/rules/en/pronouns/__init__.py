"""Pronouns against what the document knows of whom they stand for."""
