"""Who and what is named, of what gender, and what pronouns stand for."""
