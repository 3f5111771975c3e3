"""Rules about punctuation marks that are missing, doubled, foreign or in the wrong place."""
