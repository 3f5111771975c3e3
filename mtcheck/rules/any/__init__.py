"""Rules that know no language: what they need of words they ask `document.vocabulary` for."""
