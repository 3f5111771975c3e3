"""The one way of a file, from bytes to a result: bytes, reading, findings, filters, then the score, once.

`check`, `fix`, `baseline`, `compare`, `--watch` and the language server all call `examine`, so that they agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mtcheck.checking.checker import BATCH, Given, judged_many, scored
from mtcheck.checking.report import Checked, Report
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import Notice
from mtcheck.project.project import Project
from mtcheck.reading.article import Article
from mtcheck.reading.base import File, Segments
from mtcheck.reading.encoding import Unreadable, failure
from mtcheck.reading.files import Input, Problem, load_bytes, parse
from mtcheck.reading.landmarks import landmarks
from mtcheck.run.carry import Beside, carried, source_carried
from mtcheck.run.filters import filters_of
from mtcheck.run.filters.base import CheckedFile, Filter
from mtcheck.text.landmarks import Landmarks
from mtcheck.text.spans import Span

if TYPE_CHECKING:
    from mtcheck.readers.spans import Marked, Reader
    from mtcheck.run.companions import Companions

INTERNAL = "internal error"
T = TypeVar("T")


@dataclass(frozen=True, eq=False, repr=False)
class Task:
    """How files are examined. `readability`: a report will show the figures, so they are made with the findings.
    `before`: for each article of the one file, the company that its findings had before some were fixed. `readers`:
    other readers, whose findings stand beside those of rules. `judge`: what stands for `checker.judged_many`, where
    somebody knows some of the answer."""

    project: Project
    filters: Sequence[Filter]
    readability: bool = False
    companions: Companions | None = None
    before: Sequence[Mapping[str, float]] = ()
    readers: Sequence[Reader] = ()
    judge: Callable[[Sequence[Given], Settings], list[Checked]] | None = None

    @classmethod
    def of(cls, project: Project) -> Task:
        """As the configuration says, with its baseline. Raises BaselineError."""
        from mtcheck.run.filters.baseline import configured

        return cls(project, filters_of(project, configured(project)))


class Result(NamedTuple):
    """What examining a file gave: a report for each of its articles, and what went wrong besides. `file` is the file
    as read, None if the findings come from a cache or another process."""

    input: Input
    text: str
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...] = ()
    file: File | None = None


def examine(input: Input, task: Task, data: bytes | File | None = None) -> Result | Problem:
    """Read, check, filter and score one file; `data` are its bytes, or what was read from them, if they are not to be
    read from its path."""
    checked = check_file(input, task, data)
    return checked if isinstance(checked, Problem) else settle(checked, task)


def _safely(name: str, work: Callable[[], T | Problem]) -> T | Problem:
    """What `work` gives. A fault of mtcheck costs one file its report, not the others theirs."""
    try:
        return work()
    except Exception as e:  # nobody knows which
        return Problem(name, f"{INTERNAL} ({failure(e)}); please report it")


def check_file(input: Input, task: Task, data: bytes | File | None = None) -> CheckedFile | Problem:
    """The first half of `examine`: what rules say of a file, nothing left out yet."""
    (checked,) = _judged([_safely(input.name, lambda: _opened(input, task, data))], task)
    return checked


def check_files(inputs: Iterable[Input | Problem], task: Task) -> Iterator[CheckedFile | Problem]:
    """`check_file` for each. Files are read until they hold some BATCH code points, which are analysed together."""
    opened: list[Opened | CheckedFile | Problem] = []
    file: Opened | CheckedFile | Problem
    size = 0
    for input in inputs:
        file = input if isinstance(input, Problem) else _safely(input.name, partial(_opened, input, task, None))
        opened.append(file)
        size += sum(len(given.text) for given in file.articles) if isinstance(file, Opened) else 0
        if size >= BATCH:
            yield from _judged(opened, task)
            opened, size = [], 0
    yield from _judged(opened, task)


class Opened(NamedTuple):
    """A file that was read, and what is given of each of its articles; `marked`: what other readers marked in them."""

    input: Input
    file: File
    settings: Settings
    articles: list[Given]
    marked: list[Marked | None]
    originals: Sequence[Beside] | None
    problems: list[Problem]


def _opened(input: Input, task: Task, data: bytes | File | None) -> Opened | CheckedFile | Problem:
    """A file as read, but of a bilingual one, which is no article, what rules say of it."""
    file = data if isinstance(data, File) else _read(input, task, data)
    if isinstance(file, Problem):
        return file
    if file.segments:
        return _bilingual(input, file, file.segments, task)
    originals, references, problems = _beside(input, file, task)
    given: list[Given] = []
    marks: list[Marked | None] = []
    for k, article in enumerate(file.articles):
        original = originals[k] if originals else None
        source = original.article.text if original else None
        marked = _marked(input, task, article, source) if task.readers else None
        marks.append(marked)
        given.append(
            Given(
                article.text,
                source=source,
                reference=references[k].text if references else None,
                structure=_structure(original, file) if original else None,
                landmarks=_landmarks(original, file, article) if original else None,
                before=task.before[k] if k < len(task.before) else None,
                spans=marked.spans if marked else (),
                readers=marked.readers if marked else (),
                layout=article.layout,
            )
        )
    return Opened(input, file, task.project.settings_for(input.path), given, marks, originals, problems)


def _judged(files: Sequence[Opened | CheckedFile | Problem], task: Task) -> Iterator[CheckedFile | Problem]:
    """What rules say of files that were read, judged together as far as their settings are the same. A fault of
    mtcheck costs one file its report, not the others theirs."""
    opened = [f for f in files if isinstance(f, Opened)]
    judge = task.judge or judged_many
    judged: dict[int, list[Checked]] = {}
    for settings in _each_once(f.settings for f in opened):
        alike = [f for f in opened if f.settings == settings]
        try:
            found = iter(judge([article for f in alike for article in f.articles], settings))
        except Exception:  # then each is judged alone
            continue
        judged |= {id(f): list(islice(found, len(f.articles))) for f in alike}
    for file in files:
        if isinstance(file, Opened):
            yield _safely(file.input.name, partial(_closed, file, judged.get(id(file)), task))
        else:
            yield file


def _each_once(settings: Iterable[Settings]) -> list[Settings]:
    """Settings cannot be hashed, and there are few."""
    out: list[Settings] = []
    for one in settings:
        if one not in out:
            out.append(one)
    return out


def _closed(opened: Opened, judged: list[Checked] | None, task: Task) -> CheckedFile:
    """What rules say of a file, with offsets into it."""
    input, file, problems = opened.input, opened.file, opened.problems
    articles: list[Checked] = []
    if judged is None:
        judged = (task.judge or judged_many)(opened.articles, opened.settings)
    for k, checked in enumerate(judged):
        article, marked = file.articles[k], opened.marked[k]
        if opened.originals:
            checked = source_carried(checked, opened.originals[k])
        checked = carried(replace(checked, part=article.label, scores=marked.scores if marked else ()), file, article)
        if marked:
            checked = replace(checked, notices=(*checked.notices, *(Notice(Span(0, 0), n) for n in marked.notices)))
            problems += [Problem(input.name, p) for p in marked.problems]
        articles.append(checked)
    for checked in articles:
        if task.companions and task.companions.by_line and checked.metrics and not checked.metrics.by_line:
            problems.append(Problem(input.name, "the reference has another number of lines; no metrics by line"))
    if task.readability:
        articles = [replace(a, figures=a.readability) for a in articles]
    if file.notices and articles:
        articles[0] = replace(articles[0], notices=(*file.notices, *articles[0].notices))
    return CheckedFile(input, file.text, file.blocks, tuple(articles), tuple(problems), file)


def _read(input: Input, task: Task, data: bytes | None) -> File | Problem:
    """A file as read, from its bytes or else from its path."""
    largest = task.project["max-file-size"]
    loaded = load_bytes(input, largest) if data is None else data
    return loaded if isinstance(loaded, Problem) else parse(input, loaded, task.project.reading, largest)


def settle(checked: CheckedFile, task: Task) -> Result | Problem:
    """The second half: without what the filters leave out, and scored."""
    return _safely(checked.input.name, lambda: _settled(checked, task))


def _settled(checked: CheckedFile, task: Task) -> Result:
    for apply in task.filters:
        checked = apply(checked)
    settings = task.project.settings_for(checked.input.path)
    reports = tuple(scored(article, settings) for article in checked.articles)
    return Result(checked.input, checked.text, reports, checked.problems, checked.file)


def _marked(input: Input, task: Task, article: Article, source: str | None) -> Marked:
    """What other readers mark in an article."""
    from mtcheck.readers.spans import Passage, asked

    return asked(task.readers, Passage(input.name, article.text, source, article.label))


def _structure(original: Beside, file: File) -> tuple[Mapping[str, int], Mapping[str, int]] | None:
    """What the source and the article are built of, if both files say it."""
    return (original.structure, file.structure()) if original.structure is not None and file.structure else None


def _landmarks(original: Beside, file: File, article: Article) -> tuple[Landmarks, Landmarks] | None:
    """What of the source and the article should be the same in both, if both have markup."""
    there = landmarks(original.article, original.text)
    here = landmarks(article, file.text) if there else None
    return (there, here) if there and here else None


def _beside(input: Input, file: File, task: Task) -> tuple[list[Beside] | None, list[Article] | None, list[Problem]]:
    """(sources, references, what is wrong with them), one for each article of a file. Without its source an article
    is checked alone."""
    if task.companions is None:
        return None, None, []
    from mtcheck.run.companions import counterparts

    options = task.project.reading
    largest = task.project["max-file-size"]
    found = task.companions.source_of(input, options, largest), task.companions.reference_of(options, largest)
    problems = [x for x in found if isinstance(x, Problem)]
    sides: list[list[Article] | None] = [None, None]
    for k, item in enumerate(found):
        if item is None or isinstance(item, Problem):
            continue
        sides[k] = counterparts(file, item)
        if sides[k] is None:
            what, texts = ("source", "reference")[k], (len(item.articles), len(file.articles))
            problems.append(Problem(input.name, "the {} holds {} texts, this {}; checked without".format(what, *texts)))
    text = found[0].text if isinstance(found[0], File) else ""
    path = task.companions.source_path(input, options) or ""
    both = isinstance(found[0], File) and found[0].structure and file.structure
    built = found[0].structure() if both and isinstance(found[0], File) and found[0].structure else None
    originals = None if sides[0] is None else [Beside(article, text, path, built) for article in sides[0]]
    return originals, sides[1], problems


def _bilingual(input: Input, file: File, segments: Segments, task: Task) -> CheckedFile | Problem:
    """A file that holds a source and its translation, segment by segment."""
    from mtcheck.run.segments import check_segments  # only such files need it

    problems: list[Problem] = []
    try:
        checked = check_segments(segments, task.project.settings_for(input.path), task.readers, input.name, problems)
    except Unreadable as e:
        return Problem(input.name, str(e))
    return CheckedFile(input, checked.text, None, (checked,), tuple(problems), file)
