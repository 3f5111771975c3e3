"""Rules about remains of tokenizers, markup, prompts and encodings."""
