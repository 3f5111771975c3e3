"""Where the public data are, under which licence, and fetching them."""

from __future__ import annotations

import re
import shutil
import urllib.request
import zipfile
from pathlib import Path
from typing import NamedTuple

HOST = "https://codeload.github.com"


class Place(NamedTuple):
    """A repository with data: the folder of it that holds them ("": all), and the licence of the data."""

    name: str
    repository: str
    branch: str
    licence: str
    files: str  # a regular expression of what is needed, by path in the repository


PLACES = (
    Place(
        "gum",
        "UniversalDependencies/UD_English-GUM",
        "master",
        "CC BY-SA 4.0; some genres others",
        r"[^/]+\.conllu",
    ),
    Place("pud", "UniversalDependencies/UD_English-PUD", "master", "CC BY-SA 3.0", r"[^/]+\.conllu"),
    Place(
        "ntrex",
        "MicrosoftTranslator/NTREX",
        "main",
        "CC BY-SA 4.0",
        r"NTREX-128/newstest2019-.*\.txt|DOCUMENT_IDS\.tsv",
    ),
    Place("gap", "google-research-datasets/gap-coreference", "master", "Apache-2.0", r"gap-[a-z]+\.tsv"),
    Place(
        "mlqe-pe",
        "sheffieldnlp/mlqe-pe",
        "master",
        "CC0 (annotation; the texts are Wikipedia's, CC BY-SA)",
        r"data/(?:direct-assessments|post-editing)/(?:dev|test)/[a-z]{2}-en-(?:dev|test)\.tar\.gz",
    ),
    Place(
        "bio-mqm",
        "amazon-science/bio-mqm-dataset",
        "main",
        "Apache-2.0",
        r"data/v1/target/main_phase/round_one/batch1/[a-z_]+2en/.*\.json",
    ),
)


def place(name: str) -> Place:
    return next(p for p in PLACES if p.name == name)


def fetch(data: Path, names: tuple[str, ...] = (), host: str = HOST) -> list[Path]:
    """Bring the data sets that are not in the folder yet. Raises OSError if a place cannot be reached."""
    made = []
    for p in PLACES:
        target = data / p.name
        if target.exists() or (names and p.name not in names):
            continue
        data.mkdir(parents=True, exist_ok=True)
        packed = data / f"{p.name}.zip"
        try:
            with urllib.request.urlopen(f"{host}/{p.repository}/zip/refs/heads/{p.branch}", timeout=120) as answer:
                packed.write_bytes(answer.read())
            unpack(packed, target, p.files)
        finally:
            packed.unlink(missing_ok=True)
        made.append(target)
    return made


def unpack(packed: Path, target: Path, files: str) -> None:
    """The files of a repository's archive whose path matches, and its licence. Raises ValueError if there are none."""
    wanted = re.compile(rf"(?:{files}|LICENSE[^/]*)")
    part = target.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    with zipfile.ZipFile(packed) as archive:
        for entry in archive.infolist():
            path = entry.filename.partition("/")[2]  # below the folder that the archive puts around all
            if entry.is_dir() or ".." in path.split("/") or not wanted.fullmatch(path):
                continue
            (part / path).parent.mkdir(parents=True, exist_ok=True)
            (part / path).write_bytes(archive.read(entry))
    if not part.is_dir():
        raise ValueError(f"{packed.name} holds none of {files}")
    part.rename(target)
