"""Shared by the tests of the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from mtcheck.__main__ import one_thread

one_thread()  # before numpy is loaded, as the program does

from mtcheck.checking.scoring import Score  # noqa: E402
from mtcheck.cli.main import main  # noqa: E402
from mtcheck.reading.base import Segments  # noqa: E402
from mtcheck.reading.formats import read  # noqa: E402

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


class Result(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, with bytes as its standard input."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: object, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(a) for a in args])
        out, err = capsysbinary.readouterr()
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture(autouse=True)
def without_meanings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found may not depend on whether the extra `align` is installed, but in tests marked so."""
    if request.node.get_closest_marker("align") is None:
        monkeypatch.setattr("mtcheck.bitext.meaning.find_spec", lambda name: None)


def number(score: Score) -> float:
    """The value of a score that there is."""
    assert score.value is not None
    return score.value


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A short article with one doubled word, in a folder of its own."""
    path = tmp_path / "article.txt"
    path.write_text("The minister said the the talks would go on.\n", encoding="utf-8")
    return path


def segments_of(path: Path) -> Segments:
    """The segments of a bilingual file."""
    found = read(path.read_bytes(), path.name).segments
    assert found is not None
    return found


@pytest.fixture(scope="session")
def fixtures() -> Path:
    return FIXTURES
