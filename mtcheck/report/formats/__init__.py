"""The output formats: one module each, found by its name, so that `--format csv` is csv.py and nothing lists them.

A format is the one class of its module that derives from `Reporter`. Its options are the keyword-only parameters of
its `__init__`. CONTRIBUTING.md tells how to add one.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from mtcheck.checking.report import Report
    from mtcheck.reading.files import Problem
    from mtcheck.report.summary import Summary


class Reporter(ABC):
    """Writes the reports of a run in one format: `file` for each article, in their order, then `end`, once.

    Whatever comes from an article or a file's name is untrusted, and escaped as the format asks for. Both methods
    raise OSError if the stream cannot be written to.
    """

    readability = False  # whether it shows Report.readability: then the figures are made where the texts are checked

    def __init__(self, stream: TextIO) -> None:
        """`stream` stays open; it holds any character, or shows those that it cannot hold as escapes."""
        self._stream = stream

    @abstractmethod
    def file(self, name: str, report: Report) -> None:
        """One article of the file `name`, as the user called it. If a file holds several they follow one another,
        each with its own `report.part`."""

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """What concerns all articles, and the inputs that could not be read (standard error has told of them)."""
        return  # a format without room for either need not say so


def names() -> tuple[str, ...]:
    """The names of all formats. None is loaded for it."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def reporter(name: str, stream: TextIO, **options: Any) -> Reporter:
    """The reporter of a format. Of the options it gets those that it takes: the others are for other formats.

    Raises ModuleNotFoundError if there is no such format, TypeError if its module does not hold one class.
    """
    make = class_of(name)
    taken = signature(make).parameters
    made: Reporter = make(stream, **{key: value for key, value in options.items() if key in taken})
    return made


def class_of(name: str) -> Any:
    """The class of a format, whose module is loaded for it. Classes that the module only imports do not count."""
    module = import_module(f"{__name__}.{name}")
    values = vars(module).values()
    own = [v for v in values if isinstance(v, type) and issubclass(v, Reporter) and v.__module__ == module.__name__]
    if len(own) != 1:
        raise TypeError(f"{module.__name__} must hold one class that derives from Reporter, not {len(own)}")
    return own[0]
