"""Writes the features of labelled candidates in texts that this repository does not hold and the other scripts do not
make (training/evidence_rows.tsv), so that weights can be fitted without the texts.

    python training/evidence_rows.py FOLDER        # FOLDER/A/… holds the files that the verdicts call fresh6/A/…

The verdicts are in benchmarks/verdicts-unseen.tsv. The texts are files of public repositories as they stand there
(Markdown, HTML), reviews, and chapters of books as plain text. Each is read as `mtcheck check` reads it: offsets are
code points of the file. Only numbers are written: no word of a text.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from fit_evidence import ELSEWHERE, KEPT, UNSEEN, labels  # noqa: E402

from mtcheck.checking.checker import DEFAULT, active_rules, candidates  # noqa: E402
from mtcheck.checking.evidence import LEAST  # noqa: E402
from mtcheck.checking.features import features  # noqa: E402
from mtcheck.languages import language  # noqa: E402
from mtcheck.reading.files import Input, parse  # noqa: E402

ROUND = "fresh6/"
MACHINE = "M"  # the folder of machine translations
KINDS = {  # what is left out together: texts of one kind, whatever repository they are from
    "reviews": "imdb",
    "old prose": "boat brown lect souls",
    "essays": "nate over pg tonsky",
    "handbooks": "base hand srcg usds",
    "technical": "kube node psm til",
    "lessons": "carp cdoc prop swc turing w3c",
}
HEADER = """\
# Features of candidates that were read, written by training/evidence_rows.py; no word of the texts is here. Their
# verdicts are in benchmarks/verdicts-unseen.tsv. Texts: IMDb reviews (aclImdb), books of the public domain (Three Men
# in a Boat, The Innocence of Father Brown, The Souls of Black Folk, MacDowell's lectures), and on GitHub
# stopachka/pg-essays, gaearon/overreacted.io, tonsky/tonsky.github.io, natebarksdale/natebarksdale.github.io,
# sourcegraph/handbook, basecamp/handbook, 18F/handbook, usds/playbook, PowerShell-Magazine/site, simonw/til,
# nodejs/nodejs.org, kubernetes/community, w3c/process, carpentries/instructor-training,
# carpentries/docs.carpentries.org, swcarpentry/git-novice, propublica/guides, alan-turing-institute/the-turing-way;
# machine translations: READMEs and manuals of projects.
# Columns: kind of text, document, rule, family, offset, guess, company, features.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    found = sorted(lines(parser.parse_args().folder))
    KEPT.write_text(HEADER + "\n".join(found) + "\n", encoding="utf-8")


def lines(folder: Path) -> Iterator[str]:
    """A line for each labelled candidate that rules have; none for those in code, on which nothing is said."""
    known, rules = labels(UNSEEN), active_rules(DEFAULT)
    for name in sorted({doc for doc, _, _ in known if doc.startswith(ROUND)}):
        path = folder / name.removeprefix(ROUND)
        file = parse(Input(path.name, str(path)), path.read_bytes())
        for article in file.articles:
            document = language("en").analyse(article.text, DEFAULT.options, article.layout)
            for c in candidates(document, rules):
                span, at = c.match.span, article.back(c.match.span).start
                if (name, c.rule.code, at) not in known or article.locked(span):
                    continue
                if c.rule.code in ELSEWHERE or c.match.confidence < LEAST:
                    continue
                values = features(document, span, c.match.features)
                written = ";".join(f"{k}={v:.3g}" for k, v in values.items() if v)
                head = (_kind(name), name, c.rule.code, c.rule.family, str(at))
                yield "\t".join((*head, f"{c.match.confidence:.3g}", f"{c.near:.3g}", written))


def _kind(name: str) -> str:
    _, folder, file = name.split("/")
    if folder == MACHINE:
        return "machine"
    return next(kind for kind, starts in KINDS.items() if file.split("-")[0] in starts.split())


if __name__ == "__main__":
    main()
