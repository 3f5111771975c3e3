"""Rules about words, phrases and sentences said again."""
