"""What an object finds out once. Python 3.11's `functools.cached_property` takes a lock each time, which costs more
than much of what a pair of sentences keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):
    """Used as `property` is: worked out when it is asked for first, and kept in the object's dictionary."""

    def __init__(self, find: Callable[[Any], T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__
        self._name = find.__name__

    @overload
    def __get__(self, owner: None, kind: type) -> lazy[T]: ...
    @overload
    def __get__(self, owner: object, kind: type | None = None) -> T: ...
    def __get__(self, owner: object | None, kind: type | None = None) -> T | lazy[T]:
        if owner is None:
            return self
        found = owner.__dict__[self._name] = self._find(owner)
        return found
