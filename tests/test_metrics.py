"""The metrics are sacrebleu's, to the digit."""

from __future__ import annotations

import sacrebleu

from mtcheck.checking.metrics import corpus_metrics, document_metrics

LEFT = "The council met on Monday.\nThey talked about the new bridge.\n"
RIGHT = "The council met Monday.\n\nThey discussed the new bridge at length.\n"


def test_as_sacrebleu() -> None:
    left, right = LEFT.splitlines(), [line for line in RIGHT.splitlines() if line]
    values = {m.name: m.value for m in document_metrics(LEFT, RIGHT).scores}
    assert values["BLEU"] == sacrebleu.corpus_bleu(left, [right]).score
    assert values["chrF2++"] == sacrebleu.corpus_chrf(left, [right], word_order=2).score
    assert values["TER"] == sacrebleu.corpus_ter(left, [right]).score


def test_signatures_say_what_was_done() -> None:
    bleu, chrf, ter = corpus_metrics(["A b c d."], ["A b c d."])
    assert bleu.value == 100 or round(bleu.value, 6) == 100
    assert "tok:13a" in bleu.signature and "nw:2" in chrf.signature and "tok:tercom" in ter.signature


def test_by_line_only_if_both_have_as_many() -> None:
    assert document_metrics(LEFT, RIGHT).by_line
    metrics = document_metrics(LEFT, "One line only.")
    assert not metrics.by_line and len(metrics.hypotheses) == 1


def test_sentences() -> None:
    rows = document_metrics(LEFT, RIGHT).sentences()
    assert [r.line for r in rows] == [1, 2] and len(rows[0].values) == 3


def test_empty_texts() -> None:
    assert document_metrics("", "").scores[0].value == 0.0
