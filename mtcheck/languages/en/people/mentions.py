"""Who and what a document speaks of: names and the persons, organisations and places behind them.

`mentions(document)` finds them once per document. Names are runs of capitalised words; what they name, and
whether a woman or a man, follows from titles, first names, nouns beside them and the document's own pronouns
(see gender.py). Surnames, first names and acronyms lead to the full name. Nothing is guessed: what the
evidence does not show stays UNKNOWN, or without gender.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mtcheck.languages.en.people import gender, names
from mtcheck.languages.en.people.entities import Entity, Mention, Mentions, Type
from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.languages.en.people.naming import INSIDE, apposition, parse
from mtcheck.text.document import Document, Flag, Kind, layer

_OFFICES = frozenset("foreign prime vice first general defence defense interior home finance deputy".split())
SMALL = 0.7  # from this probability on a word should be written small


@layer
def mentions(document: Document) -> Mentions:
    """The names of the document, and whom and what they stand for."""
    found = _find(document)
    gender.resolve(found)
    return found


_PARTICLES = frozenset(
    "de da di del della dello la le van von der den bin ibn ben bint al el ul dos du ter abu zu ould".split()
)
_PREFIXES = ("al-", "el-", "ad-", "as-", "ash-", "ar-", "an-", "at-", "bin-", "d'", "l'", "ul-")


def _find(document: Document) -> Mentions:
    out = Mentions(document)
    table = _table(document.settings.get("entities") or {})
    by_word: dict[str, Entity] = {}
    spans = list(_spans(document))
    # Full names first, so that a surname that stands alone before its full name (in a headline) finds it.
    order = sorted(range(len(spans)), key=lambda k: (spans[k][0] == spans[k][1], k))
    for k in order:
        first, last, type_, gender, why = parse(document, *spans[k])
        words = [w.lower().removesuffix(".") for w in document.words[first : last + 1]]
        if type_ in (Type.UNKNOWN, Type.PERSON) and not gender:
            beside, gender, why = apposition(document, first, last)
            type_ = type_ if beside is Type.UNKNOWN else beside
        name = document.slice(first, last)
        entity = _known(table, name, words) or by_word.get(" ".join(words))
        if entity is None:
            lean = gender or names.given(document.words[first]).upper().replace("U", "")
            entity = Entity(name, type_, gender, why, lean)
            out.entities.append(entity)
            _register(by_word, entity, words, document)
        elif not entity.fixed and gender and not entity.gender:
            entity.gender, entity.evidence = gender, why
            entity.type = Type.PERSON
        if entity.fixed and entity not in out.entities:
            out.entities.append(entity)
        mention = Mention(first, last, entity)
        entity.mentions.append(mention)
        out.names.append(mention)
    out.names.sort(key=lambda m: m.first)
    for mention in out.names:
        out.at.update(dict.fromkeys(range(mention.first, mention.last + 1), mention))
    for entity in out.entities:
        entity.mentions.sort(key=lambda m: m.first)
    _acronyms(out)
    return out


def _table(settings: Mapping[str, Any]) -> dict[str, Entity]:
    """The entities of the configuration: name -> "he", "she", "they", "it", or {type = …, pronoun = …}."""
    out = {}
    for name, value in settings.items():
        row = value if isinstance(value, Mapping) else {"pronoun": value}
        pronoun = str(row.get("pronoun", "")).lower()
        named = str(row.get("type", Type.ORGANISATION if pronoun == "it" else Type.PERSON)).lower()
        type_ = Type(named) if named in set(Type) else Type.UNKNOWN
        gender = {"he": MALE, "she": FEMALE}.get(pronoun, "")
        out[name.lower()] = Entity(name, type_, gender, "the configuration", fixed=True)
    return out


def _known(table: Mapping[str, Entity], name: str, words: list[str]) -> Entity | None:
    if not table:
        return None
    return table.get(name.lower()) or next((e for e in table.values() if words == [e.name.lower().split()[-1]]), None)


def _register(by_word: dict[str, Entity], entity: Entity, words: list[str], document: Document) -> None:
    """The shorter names under which the entity comes back: surname, first name, acronym."""
    by_word.setdefault(" ".join(words), entity)
    if len(words) > 1 and entity.type in (Type.PERSON, Type.UNKNOWN):
        by_word.setdefault(words[-1], entity)
        by_word.setdefault(words[0], entity)
    if entity.type is Type.ORGANISATION and len(words) > 2:
        by_word.setdefault("".join(w[0] for w in words if w not in INSIDE), entity)


def _acronyms(out: Mentions) -> None:
    """An acronym in brackets after a name stands for it: the Korean Central News Agency (KCNA)."""
    document = out.document
    for a, b in zip(out.names, out.names[1:], strict=False):
        bracket = b.first == b.last == a.last + 2 and document.words[a.last + 1] == "("
        if bracket and document.has(b.first, Flag.UPPER) and a.last > a.first and a.entity.type is Type.UNKNOWN:
            a.entity.type = Type.ORGANISATION


# ---- where names are -----------------------------------------------------------------------
def _spans(document: Document) -> Iterator[tuple[int, int]]:
    """First and last token of every run of capitalised words in running text."""
    flags, words, lower = document.flag_list, document.words, document.lower
    headlines = _headlines(document)
    sentence = document.sentence_list
    n = len(words)
    places = document.mask(Flag.CAPITAL | Flag.MIXED).nonzero()[0].tolist()
    inside = {lower[i] for i in places if not flags[i] & Flag.FIRST}
    written = set(words)  # a word that the document also writes small is hardly a name by itself
    end = -1
    for i in places:
        if i <= end or sentence[i] in headlines or not _name_word(document, i):
            continue
        if flags[i] & Flag.FIRST and not _first_is_name(document, i, inside):
            continue
        last = j = i
        organisation = names.organisation_noun(lower[i])
        while j + 1 < n and sentence[j + 1] == sentence[i] and (flags[j + 1] & Flag.SPACE or words[j + 1] in "&'’"):
            j += 1
            if words[j] in "'’":  # the Workers' Party
                if lower[j - 1].endswith("s") and j + 1 < n and names.organisation_noun(lower[j + 1]):
                    continue
                break
            if _name_word(document, j):
                last = j
                organisation = organisation or names.organisation_noun(lower[j])
            elif not (lower[j] in _PARTICLES or (organisation and lower[j] in INSIDE)) or j - last > 2:
                break
        end = last
        if (last > i or lower[i] not in written or document.small[i] < 0.1) and not _office(document, i, last):
            yield i, last


def _headlines(document: Document) -> set[int]:
    """The sentences whose capitals say nothing; not those that are full of names and end in a stop."""
    out = set()
    for k in (document.kinds >= Kind.TITLE_CASE).nonzero()[0].tolist():
        kind = document.kinds[k]
        stopped = document.words[document.sentences[k].last] in (".", "”", '"')
        if kind == Kind.UPPER_CASE or (kind == Kind.TITLE_CASE and not stopped):
            out.add(k)
    return out


def _office(document: Document, first: int, last: int) -> bool:
    """Whether the words are an office, not a name: the Foreign Secretary, British Prime Minister."""
    lower = document.lower
    if not (names.title(lower[last]) or names.person_noun(lower[last])):
        return False
    return all(names.title(w) or names.person_noun(w) or names.place(w) or w in _OFFICES for w in lower[first:last])


def _name_word(document: Document, i: int) -> bool:
    """Whether the word may be part of a name."""
    flag, lower = document.flag_list[i], document.lower[i]
    if not flag & Flag.WORD or lower in names.word_set("names_not.txt"):
        return False
    if document.small[i] > SMALL and document.tags[i] not in ("NNP", "NNPS"):
        beside = document.has(i - 1, Flag.CAPITAL) and not document.has(i - 1, Flag.FIRST)
        if not beside and not document.has(i + 1, Flag.CAPITAL):
            return False  # a stray capital
    return bool(flag & Flag.CAPITAL) or (bool(flag & Flag.MIXED) and lower.startswith(_PREFIXES))


def _first_is_name(document: Document, i: int, inside: set[str]) -> bool:
    """Whether the capitalised word that begins a sentence is a name."""
    lower = document.lower[i]
    if (document.tags[i] in ("NNP", "NNPS") and document.small[i] < 0.5) or document.has(i, Flag.UPPER):
        return True
    if lower in inside and document.small[i] < 0.5:
        return True
    if (names.given(lower) or names.place(lower) or names.title(lower)) and document.small[i] < SMALL:
        return True
    after = i + 1
    return document.has(after, Flag.CAPITAL) and not document.has(after, Flag.FIRST) and _name_word(document, after)
