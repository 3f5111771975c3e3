"""The languages that texts are checked in: a folder each, found by its name and imported when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtcheck.languages.base import Language

DEFAULT = "en"


class UnknownLanguage(ValueError):
    """The code of a language that mtcheck cannot check."""


@cache
def language(code: str = DEFAULT) -> Language:
    """The language with this code. Raises UnknownLanguage, with the codes that there are."""
    if code != DEFAULT and code not in (known := codes()):
        raise UnknownLanguage(f"no language {code!r}; there are: {', '.join(known)}")
    found: Language = import_module(f"{__name__}.{code}").LANGUAGE
    return found


def codes() -> list[str]:
    """The codes of all languages, sorted."""
    return sorted(module.name for module in iter_modules(__path__) if module.ispkg)
