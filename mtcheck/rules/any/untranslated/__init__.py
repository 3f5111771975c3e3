"""What the translation left in another language."""
