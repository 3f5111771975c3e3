"""Settings that a run had no use for: told, not passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mtcheck.cli.running import tell
from mtcheck.project.project import Project
from mtcheck.reading.files import Problem
from mtcheck.run.flow import Result

NEEDING = ("glossary", "source-lang")  # settings for which a text needs a source
WAYS = "give --source or --source-dir, or check a bilingual file"


def told(results: Iterable[Result | Problem], project: Project) -> Iterator[Result | Problem]:
    """The results as they come; at their end, what settings did nothing for them."""
    texts = sourced = 0
    for item in results:
        if not isinstance(item, Problem):
            texts += len(item.reports)
            sourced += sum(report.source is not None for report in item.reports)
        yield item
    if texts and not sourced:
        for name in NEEDING:
            if project[name]:
                tell(project.origins[name], f"{name} does nothing here, since no text has its source beside it; {WAYS}")
    elif sourced and (code := project["source-lang"]):
        _tell_unknown(code, project)


def _tell_unknown(code: str, project: Project) -> None:
    from mtcheck.bitext.index import languages
    from mtcheck.bitext.language import language_data

    if language_data(code).code not in languages():
        what = (
            f"there is no table of words for the language {code!r}, so only what needs none is compared with the source"
        )
        tell(project.origins["source-lang"], f"{what} (known: {' '.join(languages())})")
