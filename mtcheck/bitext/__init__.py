"""The source beside the translation: which language it is, which sentence translates which, what both name.

Analysis only; what is wrong is for the rules in rules/bilingual to say. All that is known of a source language stands
in its table (languages/XX.toml). Without a source only `foreign` is used, which tells languages left in the English
from each other and reads no table.
"""
