"""The source beside the translation: which language it is, which sentence translates which, what both name.

Analysis only, and read only when a source is given; what is wrong is for the rules in rules/bilingual to say.
"""
