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
    for word in ("a", "b", "a", "12", "12", long, long, "c", "d", "a"):
        assert memo[word] == len(word)
        assert len(memo) <= 3
    assert asked == ["a", "b", "12", "12", long, long, "c", "d", "a"]
    numbers = Memo(found, numbers=True)
    asked.clear()
    assert (numbers["12"], numbers["12"], asked) == (2, 2, ["12"])
