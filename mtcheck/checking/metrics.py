"""How near a translation is to a reference: BLEU, chrF2++ and TER by sacrebleu, each with its signature.

Papineni et al. 2002, Popović 2017, Snover et al. 2006; Post 2018 on why a score needs its signature. The metrics
stand beside the findings and change none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

NAMES = ("BLEU", "chrF2++", "TER")


class Metric(NamedTuple):
    """One metric: BLEU and chrF2++ are better the higher, TER (edits for 100 words) the lower."""

    name: str
    value: float
    signature: str

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "value": round(self.value, 2), "signature": self.signature}


class SentenceMetrics(NamedTuple):
    """The metrics of one line: its number from 1, and the values in the order of NAMES."""

    line: int
    values: tuple[float, ...]


class Metrics(NamedTuple):
    """Of a document. The texts are kept for the metrics of the corpus, which are no mean of these."""

    scores: tuple[Metric, ...]
    hypotheses: tuple[str, ...]
    references: tuple[str, ...]
    by_line: bool = True  # both texts have as many lines and were compared line by line

    def sentences(self) -> list[SentenceMetrics]:
        """The metrics of each line."""
        rows = enumerate(zip(self.hypotheses, self.references, strict=True), 1)
        return [SentenceMetrics(n, tuple(_sentence(name, h, r) for name in NAMES)) for n, (h, r) in rows]

    def to_dict(self, sentences: bool = False) -> dict[str, Any]:
        out: dict[str, Any] = {"scores": [m.to_dict() for m in self.scores], "segments": len(self.hypotheses)}
        if sentences:
            out["sentences"] = [
                {"line": s.line, **{n: round(v, 2) for n, v in zip(NAMES, s.values, strict=True)}}
                for s in self.sentences()
            ]
        return out


@cache
def _metric(name: str, sentence: bool) -> Any:
    """sacrebleu's object for a metric."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "BLEU":
        return BLEU(effective_order=sentence)
    return CHRF(word_order=2) if name == "chrF2++" else TER()


def _sentence(name: str, hypothesis: str, reference: str) -> float:
    return float(_metric(name, True).sentence_score(hypothesis, [reference]).score)


def corpus_metrics(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[Metric, ...]:
    """The metrics of segments taken together; as many on both sides."""
    out = []
    for name in NAMES:
        metric = _metric(name, False)
        score = metric.corpus_score(list(hypotheses), [list(references)])
        out.append(Metric(name, float(score.score), str(metric.get_signature())))
    return tuple(out)


def document_metrics(text: str, reference: str) -> Metrics:
    """The metrics of a document: line by line if both have as many lines that hold text, else as one segment."""
    left, right = _lines(text), _lines(reference)
    if len(left) != len(right) or not left:
        left, right = (" ".join(left),), (" ".join(right),)
        return Metrics(corpus_metrics(left, right), left, right, False)
    return Metrics(corpus_metrics(left, right), left, right)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
