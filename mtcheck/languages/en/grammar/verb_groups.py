"""The verb groups of a sentence: which verbs belong together, and their tense, aspect and voice."""

from __future__ import annotations

from mtcheck.languages.en.grammar.parts import Phrase, VerbGroup
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.languages.en.vocabulary import AUXILIARIES, BE, FINITE_AUXILIARIES, MODALS
from mtcheck.text.document import Document, Pos

HAVE = frozenset("have has had having 've".split())
BE_FORMS = BE | {"'re", "'m"}
HELPING = AUXILIARIES | HAVE | BE_FORMS | MODALS | {"'ll", "'d", "'s", "ca", "wo"}  # ca n't, wo n't
AUXILIARY = ("aux", "aux:pass", "cop")
PAST = frozenset("was were had did".split())
LIKELY = 0.8  # from this probability on an arc decides between two readings of tags


def verb_groups(
    document: Document, bounds: tuple[int, int], phrases: list[Phrase], arcs: Arcs | None
) -> list[VerbGroup]:
    """The verb groups of tokens bounds[0] to bounds[1] - 1, in order; verbs inside noun phrases (the elected mayor) are
    none."""
    first, end = bounds
    pos, found, i = document.pos_list, [], first
    k, taken = 0, len(phrases)
    while i < end:
        while k < taken and phrases[k].last < i:
            k += 1
        if not pos[i] & Pos.VERB or (k < taken and phrases[k].first <= i):
            i += 1
            continue
        verbs = [i]
        j = i + 1
        while j < end and pos[j] & (Pos.VERB | Pos.ADVERB):
            if pos[j] & Pos.VERB:
                if not _belongs(document, verbs, j, arcs):
                    break
                verbs.append(j)
            j += 1
        found.append(group_of(document, tuple(verbs), first))
        i = verbs[-1] + 1
    return found


def _belongs(document: Document, verbs: list[int], j: int, arcs: Arcs | None) -> bool:
    """Whether the verb j goes on with the group. One that is finite does so only by mistake: can helps, did went."""
    before = verbs[-1]
    if document.lower[before] not in HELPING:
        return False
    if not document.pos_list[j] & Pos.FINITE:
        return True
    if document.lower[j] in FINITE_AUXILIARIES or document.tags[j] == "MD" or document.lower[j] in HELPING:
        return False
    return arcs is not None and arcs.relation[before] in AUXILIARY and arcs.head[before] == j


def group_of(document: Document, verbs: tuple[int, ...], begin: int = 0) -> VerbGroup:
    """The group of these verbs; `begin` is the first token of the sentence."""
    lower, tags, start = document.lower, document.tags, verbs[0]
    finite = start if document.pos_list[start] & Pos.FINITE else -1
    modal = start if tags[start] == "MD" else -1
    first = start
    if finite < 0:
        k = start - 1
        while k > begin and document.pos_list[k] & Pos.ADVERB:
            k -= 1
        first = k if k >= begin and tags[k] == "TO" else start
    tense = ""
    if finite >= 0:
        tense = "past" if tags[start] == "VBD" or lower[start] in PAST else "present"
        if modal >= 0 and lower[modal] in ("will", "shall", "'ll", "wo"):
            tense = "future"
    if len(verbs) == 1:
        return VerbGroup(verbs, first, finite, modal, tense, "simple", passive=False)
    helping, main = [lower[v] for v in verbs[:-1]], verbs[-1]
    be = [w for w in helping if w in BE_FORMS]
    passive = bool(be) and tags[main] == "VBN"
    perfect = any(w in HAVE for w in helping)
    progressive = bool(be) and (tags[main] == "VBG" or "being" in be)
    aspect = " ".join([*["perfect"] * perfect, *["progressive"] * progressive]) or "simple"
    return VerbGroup(verbs, first, finite, modal, tense, aspect, passive)
