"""A language model as a reader: asks about a passage portion by portion, checks what it says, and tells what went
wrong. It never raises: without an answer the report of the rules stands."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from mtcheck.checking.settings import Settings
from mtcheck.judge.agreement import Agreed, agreed
from mtcheck.judge.answers import Error, errors_in
from mtcheck.judge.client import Client, Dialect, Failed, TooLong, Unusable
from mtcheck.judge.endpoint import Endpoint
from mtcheck.judge.excerpts import NAMES, Asked, Excerpt, asked_of, batches
from mtcheck.judge.kept import Kept
from mtcheck.judge.limits import Budget, Limits, Spent
from mtcheck.judge.prompt import Context, key_text, question
from mtcheck.judge.suggestions import Suggestions
from mtcheck.lint.findings import Severity
from mtcheck.readers.spans import Marked, Passage, ReaderSpan

BEFORE = 300  # code points of what stands before a portion that are told with it
FREE = 0.7  # temperature of further samples; at 0 they would all say the same
AGAIN = 2  # tries for an answer that can be used
FIXED = "0" * 8  # the word of the markers in the key of an answer


@dataclass
class Reading:
    """What came of a passage so far. `dropped`: suggestions that were not let through."""

    agreed: dict[int, list[Agreed]] = field(default_factory=dict)  # by the number of the first excerpt
    read: int = 0  # excerpts
    refused: Counter[str] = field(default_factory=Counter)
    unusable: str = ""  # why an answer could not be used, the last one
    stopped: str = ""  # why nothing more was asked


@dataclass
class Judge:
    """Reads the passages of a run with one model. `samples`: how often each is asked. `optional`: that a model cannot
    be asked is told, and is no problem."""

    endpoint: Endpoint
    limits: Limits
    settings: Settings
    kept: Kept
    samples: int = 1
    optional: bool = False
    _stopped: str = ""

    def __post_init__(self) -> None:
        self._budget = Budget(self.limits)
        self._dialect = Dialect()

    def marks(self, passage: Passage) -> Marked:
        """What the model marks, as far as it counts, what it took, and what went wrong."""
        try:
            found, problem = self._marks(passage)
        except Exception as e:  # nobody knows which; its text may quote an article
            found, problem = Marked(()), f"internal error ({type(e).__name__}); please report it"
        if not problem:
            return found
        code = "that of the gates (--optional)" if self.optional else "2 (that of the gates with --optional)"
        line = f"the model at {self.endpoint.server}: {problem}; the rules' report stands, the exit code is {code}"
        if self.optional:
            return found._replace(notices=(*found.notices, line))
        return found._replace(problems=(line,))

    def _marks(self, passage: Passage) -> tuple[Marked, str]:
        if not passage.source:
            return Marked(()), "not asked, there is no source beside the article (--source)"
        if self._stopped:
            return Marked(()), f"not asked any more, since {self._stopped}"
        asked = asked_of(passage, self.settings.source_lang, self.settings.options, self.settings.language)
        if not asked.excerpts:
            if asked.skipped:
                return Marked((), notices=(_skipped(asked),)), ""
            why = "nothing of the article could be laid beside the source"
            return Marked(()), f"not asked, {why}" if passage.text.strip() else ""
        used = self._budget.used
        reading = asyncio.run(self._reading(asked, self._context(passage, asked)))
        self._stopped = reading.stopped
        if not reading.read:
            return Marked(()), _problem(reading, asked)
        found = [a for _, row in sorted(reading.agreed.items()) for a in row]
        spans, dropped = self._spans(found, asked)
        took = [now - before for now, before in zip(self._budget.used, used, strict=True)]
        notices = [self._summary(len(spans), dropped, reading, took)]
        if asked.skipped:
            notices.append(_skipped(asked))
        return Marked(spans, notices=tuple(notices), readers=(self.endpoint.model,)), _problem(reading, asked)

    def _context(self, passage: Passage, asked: Asked) -> Context:
        options = self.settings.options
        own = (n for key in ("names", "terms", "entities") for n in options.get(key, ()) if n in passage.text)
        names = tuple(dict.fromkeys((*own, *asked.names)))[:NAMES]
        return Context(asked.language, names, tuple(options.get("glossary", ())))

    async def _reading(self, asked: Asked, context: Context) -> Reading:
        """Ask about all excerpts."""
        reading = Reading()
        portions = batches(asked.excerpts)
        try:
            async with Client(self.endpoint, self._budget, self._dialect) as client:
                await self._side_by_side(client, portions, context, reading)
                self._dialect = client.dialect
        except Failed as e:
            reading.stopped = str(e)
        return reading

    async def _side_by_side(
        self, client: Client, portions: Sequence[Sequence[Excerpt]], context: Context, reading: Reading
    ) -> None:
        """Ask about one portion, which finds out what the server understands, then about the others at once."""
        free = asyncio.Semaphore(self.limits.parallel)

        async def read(k: int) -> None:
            async with free:
                if not reading.stopped:
                    before = portions[k - 1][-1].target[-BEFORE:] if k else ""
                    try:
                        await self._portion(client, portions[k], before, context, reading)
                    except (Failed, Spent) as e:  # what is under way is paid for: it may end
                        reading.stopped = reading.stopped or str(e)

        await read(0)
        async with asyncio.TaskGroup() as group:
            for k in range(1, len(portions)):
                group.create_task(read(k))

    async def _portion(
        self, client: Client, portion: Sequence[Excerpt], before: str, context: Context, reading: Reading
    ) -> None:
        """Ask about some excerpts, in halves if they are too many. Raises Failed, Spent."""
        answers: list[list[Error]] = []
        try:
            for sample in range(self.samples):
                with suppress(Unusable):
                    answers.append(await self._sample(client, portion, before, context, sample, reading))
        except TooLong:
            if len(portion) == 1:
                reading.unusable = "too long for the model, or cut off (the size of its context?)"
                return
            half = len(portion) // 2
            await self._portion(client, portion[:half], before, context, reading)
            await self._portion(client, portion[half:], portion[half - 1].target[-BEFORE:], context, reading)
            return
        if answers:
            reading.agreed[portion[0].number] = agreed(answers)
            reading.read += len(portion)

    async def _sample(
        self, client: Client, portion: Sequence[Excerpt], before: str, context: Context, sample: int, reading: Reading
    ) -> list[Error]:
        """The errors of one answer: one that was kept, or a new one. Raises Failed, Spent, TooLong, Unusable."""
        temperature = FREE if sample else 0.0
        fixed = question(portion, before, context, temperature, FIXED)
        key = key_text(self.endpoint.model, self.endpoint.address, fixed, sample)
        if (known := self.kept.get(key)) is not None:
            with suppress(Unusable):
                return errors_in(known, portion, reading.refused)
        for left in reversed(range(AGAIN)):
            try:
                content = await client.ask(question(portion, before, context, temperature))
                found = errors_in(content, portion, reading.refused)
            except Unusable as e:
                reading.unusable = str(e)
                if not left:
                    raise
            else:
                self.kept.put(key, content)
                return found
        raise AssertionError("the last try returns or raises")

    def _spans(self, found: Sequence[Agreed], asked: Asked) -> tuple[tuple[ReaderSpan, ...], int]:
        """(what the model marked, how many of its suggestions may not be shown)."""
        judged = Suggestions(asked.code, self.settings.language)
        spans, dropped = [], 0
        for error, votes in found:
            suggestion = error.suggestion
            if suggestion is not None and not judged.allowed(error):
                suggestion, dropped = None, dropped + 1
            at = error.span.shifted(error.excerpt.at)
            spans.append(
                ReaderSpan(
                    reader=self.endpoint.model,
                    start=at.start,
                    end=at.end,
                    severity=Severity(error.severity),
                    mqm=error.category,
                    note=f"{error.note} ({votes})".strip() if votes else error.note,
                    suggestion=suggestion,
                    segment=error.excerpt.segment,
                )
            )
        return tuple(spans), dropped

    def _summary(self, marked: int, dropped: int, reading: Reading, took: Sequence[int]) -> str:
        """One line: what was asked, what it took, and what did not count."""
        requests, sent, received = took
        line = (
            f"{self.endpoint.model} marked {_many(marked, 'error')} in {_many(reading.read, 'passage')} "
            f"({_many(requests, 'request')}, {sent:,} + {received:,} tokens)"
        )
        if reading.refused:
            reasons = ", ".join(f"{n} {why}" for why, n in sorted(reading.refused.items()))
            line += f"; not counted: {reasons}"
        return line + (f"; {_many(dropped, 'suggestion')} left out: numbers, names or markup" if dropped else "")


def _problem(reading: Reading, asked: Asked) -> str:
    """What went wrong with a passage, "" if nothing did."""
    if reading.read == len(asked.excerpts):
        return ""
    why = reading.stopped or f"an answer was {reading.unusable}"
    return f"{why}; {reading.read:,} of {_many(len(asked.excerpts), 'passage')} read"


def _skipped(asked: Asked) -> str:
    return f"not asked about {_many(asked.skipped, 'passage')}: too long for sentences"


def _many(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"
