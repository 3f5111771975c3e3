"""What a name stands for, by the words of it and around it: a person, and of what gender, an organisation, a place."""

from __future__ import annotations

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Entity, Type
from mtcheck.languages.en.people.names import FEMALE, MALE
from mtcheck.text.document import Document, Flag

INSIDE = frozenset("of for the and in &".split())  # inside names of organisations
# End names of places, but are surnames too.
_SURNAMES = frozenset(
    "hall park hill hills cross lake church field forest castle garden bridge day temple gate bank coast law page star "
    "moon street rivers home house glass hood".split()
)
_COMPANY = frozenset(
    "inc ltd llc plc corp co gmbh ag sa spa fc fk sc ac as cf bc afc united city rovers athletic real".split()
)


def parse(document: Document, first: int, last: int) -> tuple[int, int, Type, str, str]:
    """The name without titles and origin before it, its type, its gender and the evidence for that."""
    lower = document.lower
    gender, why, titled = "", "", False
    begin = _after_title(document, first, last)
    for i in range(first, begin):
        if title := names.title(lower[i]):
            titled = True
            if title != names.EITHER:
                gender, why = title, f"the title “{document.words[i]}”"
    first = begin
    before = lower[first - 1] if first and document.same_sentence(first - 1, first) else ""
    if before and not titled and (title := names.title(before) or names.gendered_noun(before).upper()):
        titled = not names.organisation_noun(lower[last])
        if titled and title != names.EITHER:
            gender, why = title, f"“{before}”"
    if gender or titled:
        return first, last, Type.PERSON, *_by_name(document, first, last, gender, why)
    type_ = Type.THING if _named_thing(document, first, last) else _type(document, first, last, before)
    if type_ is Type.PERSON or (type_ is Type.UNKNOWN and last > first):
        gender, why = _by_name(document, first, last, "", "")
        if gender:
            type_ = Type.PERSON
    return first, last, type_, gender, why


def _after_title(document: Document, first: int, last: int) -> int:
    """Where the bare name begins after origin and titles: Ukrainian President Volodymyr Zelensky."""
    lower = document.lower
    if _organisation(document, last, last):
        return first
    titles = [i for i in range(first, last) if names.title(lower[i])]
    begin = titles[-1] + 1 if titles else first
    while begin < last and not titles and names.place(lower[begin]) == "A" and names.given(document.words[begin + 1]):
        begin += 1
    return begin


def _organisation(document: Document, first: int, last: int) -> bool:
    """Whether a word of the name heads an organisation or is the mark of one."""
    lower, flags = document.lower, document.flag_list
    for i in range(first, last + 1):
        if names.organisation_noun(lower[i]) or lower[i].rstrip(".") in _COMPANY:
            return True
        if names.place(lower[i]) == "O" and (len(lower[i]) > 3 or flags[i] & Flag.UPPER):
            return True  # the UN, but not Kim Jong Un
    return False


def _named_thing(document: Document, first: int, last: int) -> bool:
    """Whether the name stands in quotation marks of its own after a noun for no person, or after an acronym: the
    movement “Viking”."""
    if not document.has(first - 1, Flag.OPEN) or not document.has(last + 1, Flag.CLOSE):
        return False
    noun = first - 2
    if noun < 0 or not document.same_sentence(noun, first):
        return False
    if document.has(noun, Flag.CAPITAL):
        return document.has(noun, Flag.UPPER)
    if document.tag(noun) != "NN":
        return False
    word = document.lower[noun]
    return not (names.person_noun(word) or names.gendered_noun(word) or names.title(word))


def _type(document: Document, first: int, last: int, before: str) -> Type:
    lower = document.lower
    if _organisation(document, first, last):
        tail = names.given(lower[last - 1]) if last - first > 2 else ""
        return Type.UNKNOWN if tail and not _organisation(document, last, last) else Type.ORGANISATION
    if document.has(first, Flag.UPPER) and first == last:
        return Type.PLACE if names.place(lower[first]) == "P" else Type.ORGANISATION
    if first == last and names.town(lower[first]):
        return Type.PLACE
    if _demonym(lower[last]):
        return Type.THING
    if any(names.place(lower[i]) == "P" for i in (first, last)):
        return Type.PLACE
    called = first < last and before != "the" and names.gendered_given(lower[first])
    if called and lower[last] in _SURNAMES:
        return Type.PERSON
    if first < last and (names.beside_name(lower[first]) == "B" or names.beside_name(lower[last]) == "E"):
        return Type.THING
    if first < last and names.given(lower[first]) and before != "the":
        return Type.PERSON
    if last - first > 1 and names.given(lower[last - 1]) in ("F", "M"):
        return Type.PERSON
    if _no_person(document, first, last):
        return Type.THING
    if before == "the":
        return Type.ORGANISATION
    if first == last and names.given(lower[first]):
        return Type.PERSON
    return Type.UNKNOWN


def _demonym(word: str) -> bool:
    """Russian, Russians, Catholicism."""
    return names.place(word) == "A" or names.place(word.removesuffix("s")) == "A" or word.endswith(("ism", "ists"))


def _no_person(document: Document, first: int, last: int) -> bool:
    """Whether the name is a thing's: common words (Computer Science), figures or capitals (Soyuz MS-23)."""
    if last > first and all(usually_small(w) or w in INSIDE for w in document.lower[first : last + 1]):
        return True
    return any(
        any(c.isdigit() for c in w) or (first < last and len(w) > 1 and w.isupper() and i == last)
        for i, w in enumerate(document.words[first : last + 1], first)
    )


def _by_name(document: Document, first: int, last: int, gender: str, why: str) -> tuple[str, str]:
    """Gender by first name or surname, where the title tells none."""
    if gender:
        return gender, why
    words = document.words
    given = names.given(words[first])
    if given in (FEMALE, MALE) or (given in ("f", "m") and last > first):
        return given.upper(), f"the first name {words[first]}"
    if last > first and given != names.EITHER:
        middle = names.given(words[first + 1]) if last > first + 1 else ""
        if middle in (FEMALE, MALE):
            return middle, f"the name {words[first + 1]}"
    if names.surname_gender(words[last]) == FEMALE:  # in English many women are called Ivanov
        return FEMALE, f"the ending of “{words[last]}”"
    return "", ""


def apposition(document: Document, first: int, last: int) -> tuple[Type, str, str]:
    """What a noun beside the name says: Pham Minh, the actress, left; Xi Jinping, president of China."""
    if document.word(last + 1) != "," or document.word(first - 1) in ("in", "at", "near", "from", "to"):
        return Type.UNKNOWN, "", ""
    for k in range(last + 2, min(last + 7, len(document))):
        if document.has(k, Flag.PUNCT) or not document.same_sentence(last, k):
            break
        word, gender = document.lower[k], names.gendered_noun(document.lower[k])
        if document.word(k + 1) in AFTER and document.tags[k] in ("NN", "NNP"):
            if gender in (FEMALE, MALE) and not word.endswith("man"):  # a woman may be chairman
                return Type.PERSON, gender, f"“{document.words[k]}”"
            if gender in (FEMALE, MALE) or names.person_noun(word):
                woman = word.endswith("woman")
                return Type.PERSON, FEMALE if woman else "", f"“{document.words[k]}”" if woman else ""
        if document.has(k, Flag.CAPITAL) and not names.place(word) and not names.person_noun(word):
            break
        if document.tags[k] not in ("DT", "JJ", "NN", "NNP", "PRP$", "VBN", "RB", "POS"):
            break
    return Type.UNKNOWN, "", ""


AFTER = frozenset(", ( . of for from at in who and with on to".split())


def personal(document: Document, entity: Entity) -> bool:
    """Whether something speaks for a person: two words or more, a verb of saying, who, an age, an apposition."""
    saying, human = names.group("S"), names.group("N")
    for m in entity.mentions:
        if m.last > m.first:
            return True
        after, second = document.word(m.last + 1), document.word(m.last + 2)
        if (after in saying and after != "according") or after == "who" or (after == "," and second == "who"):
            return True
        if after in (",", "(") and document.has(m.last + 2, Flag.NUMBER):
            return True
        if after == "," and any(names.person_noun(document.word(k)) for k in range(m.last + 2, m.last + 6)):
            return True
        if (after in ("'s", "'") and second in human) or document.word(m.first - 1) in saying:
            return True
        if names.person_noun(document.word(m.first - 1)):
            return True
    return False
