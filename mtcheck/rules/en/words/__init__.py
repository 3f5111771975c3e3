"""Words that are not English, or not in the form that the place asks for."""
