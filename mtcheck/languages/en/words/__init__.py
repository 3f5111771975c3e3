"""English words: which there are, their spelling, and words of other languages."""
