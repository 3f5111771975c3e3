"""What is found out about words is remembered, within bounds."""

from __future__ import annotations

from mtcheck.text.memo import LONGEST, Memo


def test_what_is_known_is_not_asked_for_again() -> None:
    asked: list[str] = []

    def found(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(found, 3)
    long = "x" * (LONGEST + 1)
    for word in ("a", "1999", "a", "1999", "12345", "12345", long, long, "c", "d", "a"):
        assert memo[word] == len(word)
        assert len(memo) <= 3
    assert asked == ["a", "1999", "12345", "12345", long, long, "c", "d", "a"]
