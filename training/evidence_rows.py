"""Writes the features of labelled candidates in texts that this repository does not hold and the other scripts do not
make (training/evidence_rows.tsv), so that weights can be fitted without the texts.

    python training/evidence_rows.py FOLDER    # FOLDER/A/… holds what the verdicts call fresh6/A/…, E to H fresh7/E/…

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

ROUNDS = ("fresh6", "fresh7")
MACHINE = "M"  # the folder of machine translations
KINDS = {  # what is left out together: texts of one kind, whatever repository they are from
    "reviews": "imdb",
    "old prose": "boat brown lect souls",
    "essays": "mtl nate over pg tom tonsky",
    "handbooks": "base cc cds hand play srcg usds",
    "technical": "kube lenc node psm rop sorg til",
    "lessons": "carp cdoc prop swc turing w3c",
    "press": "n20 w24",
    "encyclopedias": "xq",
    "minutes": "iu",
}
HEADER = """\
# Features of candidates that were read, written by training/evidence_rows.py; no word of the texts is here. Their
# verdicts are in benchmarks/verdicts-unseen.tsv. Texts: IMDb reviews (aclImdb), books of the public domain (Three Men
# in a Boat, The Innocence of Father Brown, The Souls of Black Folk, MacDowell's lectures), and on GitHub
# stopachka/pg-essays, gaearon/overreacted.io, tonsky/tonsky.github.io, natebarksdale/natebarksdale.github.io,
# sourcegraph/handbook, basecamp/handbook, 18F/handbook, usds/playbook, PowerShell-Magazine/site, simonw/til,
# nodejs/nodejs.org, kubernetes/community, w3c/process, carpentries/instructor-training,
# carpentries/docs.carpentries.org, swcarpentry/git-novice, propublica/guides, alan-turing-institute/the-turing-way,
# mtlynch/mtlynch.io, tomcritchlow/tomcritchlow.github.io, brandur/sorg,
# creativecommons/creativecommons.github.io-source, cds-snc/digital-canada-ca, canada-ca digital playbook,
# ropensci/roweb3, letsencrypt/website; sources of WMT24 and newstest2020 (news, Nunavut Hansard), XQuAD; machine
# translations: READMEs and manuals of projects.
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
    for name in sorted({doc for doc, _, _ in known if doc.startswith(ROUNDS)}):
        path = folder / name.partition("/")[2]
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
