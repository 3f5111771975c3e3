"""Source languages are tables: all that is known of one stands in its file, and no code names any."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtcheck.bitext.detect import detect
from mtcheck.bitext.index import FILE, languages
from mtcheck.bitext.language import KEYS, BadTable, language_data, read_table
from mtcheck.bitext.language import SOURCES as FOLDER
from mtcheck.bitext.numbers import agree
from mtcheck.bitext.numbers_english import english_numbers
from mtcheck.bitext.numbers_source import source_numbers
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.bitext.words import Values, Words
from mtcheck.checking.checker import judged_pair
from mtcheck.checking.settings import Settings
from mtcheck.languages.en import analyse
from mtcheck.text.scripts import script

ROOT = Path(__file__).resolve().parent.parent
CODES = sorted(p.stem for p in FOLDER.glob("*.toml"))
KNOWN = [code for code in CODES if language_data(code).known]
MODULES = sorted(p for folder in ("mtcheck/bitext", "mtcheck/rules/bilingual") for p in (ROOT / folder).glob("*.py"))


def found(text: str, source: str, lang: str, folder: Path = FOLDER) -> list[tuple[str, str]]:
    """(code, marked text) of what the bilingual rules say of a pair, also of what is shown in company only."""
    pair = Pair(analyse(text), Source(source, language_data(lang, folder)))
    report = judged_pair(pair, Settings(select=("bilingual",), min_confidence=0.42))
    return [(f.code, text[slice(*f.span)]) for f in report.findings]


# -- the tables ------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_table_can_be_read(code: str) -> None:
    language = language_data(code)
    assert language.name and language.script
    if language.known:
        assert 0.3 < language.ratio < 6 and language.spread > 0
        assert language.negation and (language.number_words or language.numerals)
        assert len(language.month_names) == 12 and len(language.day_names) == 7
        assert "germany" in language.place_names.names


def test_the_index_is_made_from_the_tables() -> None:
    spec = importlib.util.spec_from_file_location("build_index", ROOT / "scripts" / "build_index.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (FOLDER / FILE).read_text(encoding="utf-8") == module.index(), "run scripts/build_index.py"


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "bilingual.md").read_text(encoding="utf-8").partition("## Adding a source language")[2]
    assert sorted(key for key in KEYS if not re.search(rf"`\[?{key}\]?", page)) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("negatoin = 'ne'", "xx.toml: no such key: negatoin"),
        ("ratio = 'long'", "xx.toml: ratio is of the wrong type"),
        ("[numbers]\nmany = 'mult'", "xx.toml: numbers: could not convert string to float: 'many'"),
        ("[marks]\nquote = 1", "xx.toml: marks: a value is no string"),
        ("[marks]\nquot = '«'", "xx.toml: marks: Marks.__init__() got an unexpected keyword argument 'quot'"),
        ("name = ", "xx.toml: Invalid value"),
    ],
)
def test_a_wrong_table_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadTable, match=re.escape(reason)):
        language_data("xx", tmp_path)


def test_words() -> None:
    words = Words.of("no ~ne ni* *nt *ikk*")
    assert [w in words for w in ("no", "ne", "nix", "cannt", "nikke")] == [True] * 5
    assert "nor" not in words and "ntx" not in words and words.shared == {"ne"}
    place = words.found("He said: Nix da", spaced=True)
    assert place and place.span() == (9, 11)
    assert not words.found("the Snow", spaced=True) and words.found("the Snow", spaced=False)


def test_values() -> None:
    values = Values.of({"2": "du du*", "0.5": "duon"})
    assert [values.get(w, -1) for w in ("du", "duope", "duon", "tri")] == [2, 2, 0.5, -1]


# -- no code names a language ----------------------------------------------------------------


def _constants(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of strings in the code of a module: not those of docstrings and of examples."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            skipped.update(id(n) for d in node.decorator_list for n in ast.walk(d))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("SOURCE_TEXT", "GLOSSARY"):
            skipped.update(id(n) for n in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.lineno, node.value


def _is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "code"


def _asked(node: ast.AST) -> bool:
    """Whether the code of a language is compared, or looked up in a table that stands in the code."""
    if isinstance(node, ast.Compare):
        return any(map(_is_code, (node.left, *node.comparators)))
    if isinstance(node, ast.Subscript):
        return _is_code(node.slice)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        table = node.func.value
        constant = isinstance(table, ast.Dict) or (isinstance(table, ast.Name) and table.id.isupper())
        return constant and any(map(_is_code, node.args))
    return False


def test_the_test_sees_what_it_must() -> None:
    for text in ("pair.language.code == 'zh'", "SURE.get(language.code, 0.6)", "x = ASKING[language.code]"):
        assert any(map(_asked, ast.walk(ast.parse(text)))), text
    assert not any(map(_asked, ast.walk(ast.parse("foreignness(word, language.code) < 2"))))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_no_module_names_a_source_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in ast.walk(tree) if _asked(node)] == []  # type: ignore[attr-defined]
    for line, text in _constants(tree):
        foreign = [c for c in text if script(c) not in ("", "Latin")]
        assert not foreign, f"{path.name}:{line}: {foreign}"


def test_a_run_without_a_source_reads_no_table() -> None:
    text = "The driver was taken to the nemocnicích on Monday. He had nejméně three reasons to leave the town."
    code = f"""if True:
        import sys, mtcheck
        assert mtcheck.check({text!r}).findings
        sys.exit(any(m in sys.modules for m in ("tomllib", "mtcheck.bitext.language", "mtcheck.bitext.pair")))
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- a language of one's own -----------------------------------------------------------------

LANGUAGE = """
name = "Lindish"
script = "Latin"
ratio = 1.0
spread = 3.0
words = 'lo ul na'
negation = 'neka*'
abbreviations = 'Gz'
centuries = 'sekul*'
asking = '*ku'

[numbers]
7 = 'sepi*'
[scales]
1000000 = 'miliun*'
[months]
4 = 'aprilu'
5 = 'maju'
9 = 'seten'
[places]
germany = 'tedeska'
[currencies]
dollar = 'dolaru*'
euro = 'euru*'
[units]
km = 'kilum*'
mile = 'miliku'
[marks]
question = '¬'
"""


@pytest.fixture
def lindish(tmp_path: Path) -> Path:
    (tmp_path / "qa.toml").write_text(LANGUAGE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("source", "bad", "good"),
    [
        ("Lo pontu aperi 1987.", ("BNU001", "The bridge opened in [[1978]]."), "The bridge opened in 1987."),
        ("Lo pontu aperi sepi anu.", ("BNU001", "The bridge opened [[nine]] years ago."), "It opened seven years ago."),
        ("Lo feru ul seten.", ("BNU004", "The fair is in [[October]]."), "The fair is in September."),
        ("Lo pontu kosta 30 miliun euru.", ("BNU005", "It cost 30 million [[dollars]]."), "It cost €30 million."),
        ("Lo via ul 35 kilumetu.", ("BNU006", "The road is [[35 miles]] long."), "The road is 35 km long."),
        ("Lo kunsilu aperi ul lo feru.", ("BNE001", "The council did [[not]] open the fair."), "It opened the fair."),
        (
            "Lo ministru viatu na Tedeska ul lo maju.",
            ("BNA002", "[[The minister will travel in May.]]"),
            "The minister will travel to Germany in May.",
        ),
        ("Lo kunsilu ul na lo feru¬", ("BPU001", "[[The council is at the fair.]]"), "Is the council at the fair?"),
    ],
)
def test_a_table_is_all_a_language_needs(source: str, bad: tuple[str, str], good: str, lindish: Path) -> None:
    code, marked = bad
    text = marked.replace("[[", "").replace("]]", "")
    assert found(text, source, "qa", lindish) == [(code, marked.partition("[[")[2].partition("]]")[0])]
    assert found(good, source, "qa", lindish) == []


def test_its_sentences_and_its_detection(lindish: Path) -> None:
    text = "Lo Gz. Amaro viatu ul Romi. Lo feru ul na lo kunsilu¬ Ul na!"
    source = Source(text, language_data("qa", lindish))
    assert [text[slice(*s)] for s in source.sentences(source.paragraphs[0])] == [
        "Lo Gz. Amaro viatu ul Romi.",
        "Lo feru ul na lo kunsilu¬",
        "Ul na!",
    ]
    assert detect(text, lindish) == "qa" and languages(lindish)["qa"].name == "Lindish"


def test_without_it_nothing_is_known() -> None:
    assert not language_data("qa").known
    assert found("The fair is in October.", "Lo feru ul seten.", "qa") == []


def test_numerals_are_a_matter_of_the_table(tmp_path: Path) -> None:
    table = "spaced = false\nratio = 3.0\n[numerals]\n1 = 'α'\n2 = 'β'\n10 = 'ι'\n10000 = 'μ'\n"
    (tmp_path / "qb.toml").write_text(table, encoding="utf-8")
    language = language_data("qb", tmp_path)
    for text, value in (("βι", 20), ("ιβ", 12), ("3μ", 30_000), ("βιβμ", 220_000), ("3μ25", 30_025)):
        numbers = source_numbers(text, 0, language)
        assert [n.value for n in numbers] == [value], text
        assert agree(english_numbers(f"{value:,}")[0], numbers[0])


def test_common_marks_hold_in_every_language() -> None:
    common = read_table(ROOT / "mtcheck/bitext/common.toml")
    for code in CODES:
        marks = language_data(code).marks
        assert set(common["marks"]["question"].split()) <= set(marks.question), code


# -- Dutch and Turkish, added as tables ------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("De raad sprak gisteren over de nieuwe begroting van de stad en was het niet eens.", "nl"),
        ("Die regering het nie die opposisie se voorstel oor die begroting aanvaar nie.", "af"),
        ("Byrådet talte i går om det nye budget, og de var imod.", "da"),
        ("Der Rat sprach gestern über den Haushalt, und die Stadt war in der Lage, ihn zu zahlen.", "de"),
        ("Meclis dün yeni bütçeyi görüştü ve bu bütçe için çok para gerekli olduğu söylendi.", "tr"),
    ],
)
def test_they_are_told_from_their_neighbours(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("lang", "source", "english"),
    [
        ("nl", "3,5 miljoen euro", "3.5 million euros"),
        ("nl", "12 mln euro", "12 million euros"),
        ("nl", "vijfentwintig gasten", "25 guests"),
        ("nl", "drieduizend mensen", "3,000 people"),
        ("nl", "om 14.30 uur", "at 2:30 p.m."),
        ("nl", "in de 19e eeuw", "in the 19th century"),
        ("nl", "de XXe eeuw", "the 20th century"),
        ("tr", "3,5 milyar avro", "3.5 billion euros"),
        ("tr", "1.234 kişi", "1,234 people"),
        ("tr", "yirmi kişi", "twenty people"),
        ("tr", "beşinci gün", "the fifth day"),
        ("tr", "40 bin ev", "40,000 houses"),
    ],
)
def test_their_numbers(lang: str, source: str, english: str) -> None:
    left, right = source_numbers(source, 0, language_data(lang)), english_numbers(english)
    assert right and any(agree(t, s) for t in right for s in left), (left, right)


def test_dutch_words_that_only_begin_like_numbers() -> None:
    for text in ("achter het huis", "zij vieren feest", "het elftal"):
        assert source_numbers(text, 0, language_data("nl")) == [], text


@pytest.mark.parametrize(
    ("lang", "source", "bad", "good"),
    [
        ("nl", "De brug is in 1987 geopend.", ("BNU001", "The bridge opened in [[1978]]."), "It opened in 1987."),
        ("nl", "De beurs begint op maandag.", ("BNU004", "The fair opens on [[Friday]]."), "It opens on Monday."),
        ("nl", "De beurs begint in september.", ("BNU004", "It opens in [[October]]."), "It opens in September."),
        (
            "nl",
            "De brug kostte 30 miljoen euro.",
            ("BNU005", "It cost 30 million [[dollars]]."),
            "It cost €30 million.",
        ),
        ("nl", "De weg is 35 kilometer lang.", ("BNU006", "The road is [[35 miles]] long."), "It is 35 km long."),
        ("nl", "De raad komt vandaag bijeen.", ("BNE001", "The council does [[not]] meet today."), "It meets today."),
        (
            "nl",
            "De minister reist naar Duitsland en spreekt met zijn collega's.",
            ("BNA002", "[[The minister will travel and meet his colleagues.]]"),
            "The minister will travel to Germany and meet his colleagues.",
        ),
        ("tr", "Köprü 1987'de açıldı.", ("BNU001", "The bridge opened in [[1978]]."), "It opened in 1987."),
        ("tr", "Fuar Pazartesi günü başlıyor.", ("BNU004", "The fair opens on [[Friday]]."), "It opens on Monday."),
        ("tr", "Fuar Eylül'de başlıyor.", ("BNU004", "It opens in [[October]]."), "It opens in September."),
        (
            "tr",
            "Köprü 30 milyon avroya mal oldu.",
            ("BNU005", "It cost 30 million [[dollars]]."),
            "It cost €30 million.",
        ),
        ("tr", "Yol 35 kilometre uzunluğunda.", ("BNU006", "The road is [[35 miles]] long."), "It is 35 km long."),
        (
            "tr",
            "Toplantı dün başladı.",
            ("BNE001", "The talks did [[not]] start yesterday."),
            "They started yesterday.",
        ),
        (
            "tr",
            "Bakan, Almanya'ya gidecek ve meslektaşlarıyla görüşecek.",
            ("BNA002", "[[The minister will travel and meet his colleagues.]]"),
            "The minister will travel to Germany and meet his colleagues.",
        ),
    ],
)
def test_their_checks(lang: str, source: str, bad: tuple[str, str], good: str) -> None:
    code, marked = bad
    text = marked.replace("[[", "").replace("]]", "")
    assert (code, marked.partition("[[")[2].partition("]]")[0]) in found(text, source, lang)
    assert found(good, source, lang) == []


@pytest.mark.parametrize(
    ("lang", "source", "text"),
    [
        ("nl", "De raad kwam maandag niet bijeen.", "The council did not meet on Monday."),
        ("nl", "Hij weigerde te gaan.", "He did not want to go."),
        ("tr", "Toplantı başlamadı.", "The meeting did not start."),
        ("tr", "Bunu bilmiyoruz.", "We do not know that."),
        ("tr", "Meclis toplandı mı.", "Did the council meet?"),
        ("tr", "Bu doğru değil.", "This is not true."),
    ],
)
def test_right_translations_are_silent(lang: str, source: str, text: str) -> None:
    assert found(text, source, lang) == []


def test_dutch_sentences() -> None:
    source = Source("Dhr. Bakker kwam bijv. op 3 mei. Hij bleef tot 5 juni.", language_data("nl"))
    assert len(source.sentences(source.paragraphs[0])) == 2


def test_the_page_lists_all_languages() -> None:
    page = (ROOT / "docs" / "bilingual.md").read_text(encoding="utf-8")
    listed = re.search(r"Full tables exist for ([^.]*)\.", page)
    assert listed and sorted(re.split(r",\s+|\s+and\s+", listed[1])) == KNOWN
