"""English words by class, lower-cased, by theme. `VOCABULARY` holds each class under its name in small letters.

What is evidence of one rule only stands beside that rule.
"""

from __future__ import annotations

from mtcheck.languages.en.vocabulary.closed import *  # noqa: F403
from mtcheck.languages.en.vocabulary.names import *  # noqa: F403
from mtcheck.languages.en.vocabulary.numbers import *  # noqa: F403
from mtcheck.languages.en.vocabulary.words import *  # noqa: F403
from mtcheck.text.vocabulary import Vocabulary

VOCABULARY = Vocabulary({name.lower(): words for name, words in vars().items() if isinstance(words, frozenset)})
