"""The report and the local page in a real browser: headless Chromium, driven by Playwright. Skipped without one."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from serving import Served, serving

import mtcheck
from mtcheck.checking.gate import Gate
from mtcheck.report.formats import reporter
from mtcheck.report.summary import Summary

playwright = pytest.importorskip("playwright.sync_api", reason="these tests need playwright: pip install playwright")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402
from playwright.sync_api import Browser, Page, expect, sync_playwright  # noqa: E402

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="these tests need Chromium: apt-get install chromium"),
]
expect.set_options(timeout=20_000)  # milliseconds: other programs may run beside
SEED = (Path(__file__).parent.parent / "fixtures" / "seed.txt").read_text(encoding="utf-8")
FOUND = [SEED[slice(*f.span)] for f in mtcheck.check(SEED).findings]
HOSTILE = (
    "</textarea></title><script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'> {{ 7*7 }} ${7*7} "
    "<svg onload=window.pwned=1> the the \u202eman\u202c \u2066 <a href=javascript:window.pwned=1>x</a>\n\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which no script may fail."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as found:
        yield found


def written(path: Path, *texts: tuple[str, str]) -> str:
    """The address of a report on texts with names."""
    out = io.StringIO()
    page, summary = reporter("html", out), Summary(Gate())
    for name, text in texts:
        page.file(name, summary.add(name, mtcheck.check(text)))
    page.end(summary, ())
    path.write_text(out.getvalue(), encoding="utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(tmp_path_factory.mktemp("one") / "seed.html", ("seed.txt", SEED))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> str:
    texts = (("a/1.txt", SEED), ("b/2.txt", "Fine words."), ("b/3.txt", "He saw the the man."))
    return written(tmp_path_factory.mktemp("many") / "many.html", *texts)


def serious(page: Page) -> list[Any]:
    """What axe finds that is serious or worse."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]


# The report of one article


def test_each_finding_stands_at_its_words(page: Page, sample: str) -> None:
    page.goto(sample)
    marks = page.locator(".text a.m")
    assert marks.all_inner_texts() == FOUND and all(m.is_visible() for m in marks.all())
    style = "e => [getComputedStyle(e).textDecorationStyle, getComputedStyle(e, '::after').content]"
    assert marks.first.evaluate(style) == ["dotted", '"TIM"']
    assert marks.nth(3).evaluate(style) == ["solid", '"SEN"']
    assert page.locator(".card").count() == 7


def test_a_picked_finding_and_its_related_place_are_joined(page: Page, sample: str) -> None:
    page.goto(sample)
    she = page.locator(".text a.m").nth(4)
    she.click()
    card = page.locator(".card.picked")
    expect(card).to_contain_text("cannot stand for a woman")
    expect(card).to_contain_text("Arabic, Hebrew")
    assert page.locator(".joined").all_inner_texts() == ["Korean Central News Agency"]
    assert page.locator(".lines path").count() == 1
    mark_box, card_box = she.bounding_box(), card.bounding_box()
    assert mark_box and card_box and abs(mark_box["y"] - card_box["y"]) < 30
    page.locator(".card .q").last.click()
    assert page.locator(".text a.m.picked").all_inner_texts() == [FOUND[-1]]


def test_filters(page: Page, sample: str) -> None:
    page.goto(sample)
    chip = page.get_by_role("button", name="casing 2")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    assert page.locator(".card:visible").count() == 5 and page.locator("a.m.off").all_inner_texts() == [
        "For",
        "Security",
    ]
    page.get_by_role("button", name="minor 3").click()
    assert page.locator(".card:visible").count() == 4
    chip.click()
    page.get_by_role("button", name="minor 3").click()
    assert page.locator(".card:visible").count() == 7


def test_keyboard(page: Page, sample: str) -> None:
    page.goto(sample)
    where = page.locator("#where")
    for key, said in (("n", "1 of 7"), ("j", "2 of 7"), ("p", "1 of 7"), ("k", "7 of 7"), ("Escape", "7 shown")):
        page.keyboard.press(key)
        expect(where).to_have_text(said)
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.textContent") == FOUND[0]
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_without_scripts_everything_is_there(browser: Browser, sample: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sample)
    assert page.locator(".text a.m").count() == page.locator(".card:visible").count() == 7
    assert page.locator(".card .why:visible").count() == 7 and page.locator("button:visible").count() == 0
    page.locator(".text a.m").first.click()
    assert page.url.endswith("#a1f1")
    context.close()


def test_print(page: Page, sample: str) -> None:
    page.goto(sample)
    page.keyboard.press("n")
    page.emulate_media(media="print")
    assert (
        page.locator(".card:visible").count() == 7 and page.locator(".bar:visible, .mast button:visible").count() == 0
    )
    positions = page.locator(".card").evaluate_all("es => es.map(e => getComputedStyle(e).position)")
    assert set(positions) == {"static"}


@pytest.mark.parametrize("width", [1440, 800, 390])
def test_nothing_is_wider_than_the_window(page: Page, sample: str, three: str, served: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for url in (sample, three, served.url):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(sample)
    page.locator(".text a.m").nth(4).click()
    expect(page.locator(".card.picked")).to_be_in_viewport(ratio=0.5)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, sample: str, three: str, served: Served, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    for url in (sample, three, three + "#a1", three + "#REP001"):
        page.goto("about:blank")
        page.goto(url)
        assert serious(page) == [], url
    page.goto(served.url)
    assert serious(page) == []
    page.fill("#text", SEED)
    page.locator(".card").first.wait_for()
    page.keyboard.press("F8")
    page.wait_for_timeout(250)
    assert serious(page) == []
    page.evaluate("document.body.classList.add('working')")
    assert serious(page) == []


# Hostile text


def test_a_hostile_article_in_the_report(page: Page, tmp_path: Path) -> None:
    text = HOSTILE + "x" * 1_000_000
    page.goto(written(tmp_path / "x.html", ("<script>window.pwned=1</script>", text)))
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    shown = page.locator(".text").inner_text()
    assert "<script>window.pwned = 1</script>" in shown and "{{ 7*7 }} ${7*7}" in shown and "⟨U+202E⟩man" in shown
    assert page.locator(".text img, .text script, .text svg").count() == 0
    many = [(f"</script><script>window.pwned=1</script><!--<script> {k}", HOSTILE) for k in range(25)]
    page.goto(written(tmp_path / "many.html", *many) + "#a3f1")
    expect(page.locator(".text:visible")).to_contain_text("<script>window.pwned = 1</script>")
    assert page.evaluate("window.pwned") is None and page.locator("img").count() == 0


def test_a_hostile_article_in_the_page(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.fill("#text", HOSTILE + "The the. " + "x" * 900_000)
    page.locator(".card").first.wait_for(timeout=60_000)
    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.locator("summary", has_text="The source").click()
    page.fill("#source", HOSTILE)
    page.fill("#text", HOSTILE)
    expect(page.locator("#behind")).to_contain_text("<script>window.pwned = 1</script>")
    assert page.evaluate("window.pwned") is None and page.locator("#main img, #main script").count() == 0


def test_the_policy_holds(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.url)
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.pwned = 1\">')")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s)"
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    page.close()


# Many articles


def test_many_articles(page: Page, three: str) -> None:
    page.goto(three)
    names = page.locator("tbody th")
    assert names.all_inner_texts() == ["a/1.txt", "b/2.txt", "b/3.txt"]
    page.get_by_role("button", name="Score").click()
    assert names.all_inner_texts()[0] == "b/2.txt"
    page.get_by_role("button", name="Score").click()
    assert names.all_inner_texts()[0] == "a/1.txt"
    page.get_by_role("button", name="Article").click()
    page.keyboard.press("/")
    page.keyboard.type("b/")
    assert page.locator("tbody tr:visible").count() == 2
    page.select_option("#show", "found")
    assert page.locator("tbody tr:visible").count() == 1
    page.fill("#find", "")
    page.select_option("#show", "")
    page.get_by_role("link", name="a/1.txt").click()
    expect(page.locator(".art:visible h1")).to_have_text("a/1.txt")
    page.keyboard.press("n")
    expect(page.locator("#where")).to_have_text("1 of 7")
    page.keyboard.press("u")
    expect(page.locator(".art:visible")).to_have_count(0)
    expect(page.locator("table")).to_be_visible()
    page.goto(three + "#a1f5")
    expect(page.locator(".card.picked .q")).to_have_text("She")


def test_500_articles_are_small(page: Page, tmp_path: Path) -> None:
    report = mtcheck.check(SEED)
    out = io.StringIO()
    writer, summary = reporter("html", out), Summary(Gate())
    for k in range(500):
        writer.file(f"articles/engine-a/article-{k}.txt", summary.add("x", report))
    writer.end(summary, ())
    assert len(out.getvalue().encode()) < 5_000_000  # each with seven findings: more than most have
    (tmp_path / "many.html").write_text(out.getvalue(), encoding="utf-8")
    page.goto((tmp_path / "many.html").as_uri())
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert paint < 5_000  # milliseconds; far less where nothing else runs, see benchmarks/pages.py
    page.get_by_role("link", name="article-7.txt").click()
    assert page.locator(".text:visible a.m").all_inner_texts() == FOUND
    page.goto((tmp_path / "many.html").as_uri() + "#a9m5")
    expect(page.locator(".card.picked .q")).to_have_text("She")


# The local page


def pasted(page: Page, served: Served, text: str = SEED) -> None:
    page.goto(served.url)
    page.locator("#text").click()
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")
    page.locator(".card").first.wait_for()


def score(page: Page) -> float:
    return float(page.locator(".score b").inner_text())


def test_paste_accept_undo_download(page: Page, served: Served) -> None:
    pasted(page, served)
    marks = page.locator("#behind .m")
    assert marks.all_inner_texts() == FOUND and page.locator(".card").count() == 7
    before = score(page)
    page.get_by_role("button", name="Accept: Write “for”").click()
    expect(page.locator(".card")).to_have_count(6)
    fixed = page.input_value("#text")
    assert "three times for talks" in fixed and score(page) > before
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card")).to_have_count(7)
    assert page.input_value("#text") == SEED and score(page) == before
    page.locator("#text").focus()
    page.keyboard.press("Control+Shift+Z")
    expect(page.locator(".card")).to_have_count(6)
    assert page.input_value("#text") == fixed
    page.keyboard.press("Control+Z")  # the key as Caps Lock gives it, without Shift
    expect(page.locator(".card")).to_have_count(7)
    assert page.input_value("#text") == SEED
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".card")).to_have_count(6)
    assert page.input_value("#text") == fixed
    with page.expect_download() as download:
        page.get_by_role("button", name="Download text").click()
    assert download.value.path().read_text(encoding="utf-8") == fixed
    assert download.value.suggested_filename == "article.corrected.txt"
    with page.expect_download() as download:
        page.get_by_role("button", name="Download report").click()
    assert "three times for talks" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Copy").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == fixed


def test_a_fix_in_several_places(page: Page, served: Served) -> None:
    pasted(page, served)
    page.get_by_role("button", name="Accept: Write “It”, and so").click()
    expect(page.locator(".card")).to_have_count(5)
    text = page.input_value("#text")
    assert "\nIt said Kim’s speech" in text and "But it said Kim set tasks" in text


def test_reject(page: Page, served: Served) -> None:
    pasted(page, served)
    before = score(page)
    page.locator(".card .reject").last.click()
    expect(page.locator(".card")).to_have_count(6)
    assert score(page) > before and page.input_value("#text") == SEED
    expect(page.locator("#left")).to_contain_text("Left out: 1")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card")).to_have_count(7)


def test_marks_follow_what_is_typed(page: Page, served: Served) -> None:
    pasted(page, served)
    page.keyboard.press("Control+Home")
    page.keyboard.type("😀 The the news. ")
    expect(page.locator(".card")).to_have_count(8)
    assert page.locator("#behind .m").all_inner_texts() == ["The the", *FOUND]
    heights = page.evaluate(
        "[document.querySelector('#behind').offsetHeight, document.querySelector('#text').scrollHeight]"
    )
    assert heights[0] == heights[1]
    page.keyboard.press("F8")
    expect(page.locator(".card.picked .q")).to_have_text("The the")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".card")).to_have_count(7)
    assert page.input_value("#text").startswith("😀 The news. North")


def test_open_and_drop_files(page: Page, served: Served, tmp_path: Path) -> None:
    english, german = tmp_path / "a.txt", tmp_path / "a.de.txt"
    english.write_bytes("\ufeffIn 2019 there were 53 people.\r\n".encode())
    german.write_text("Im Jahr 2019 waren es 35 Menschen.\n", encoding="utf-8")
    page.goto(served.url)
    page.set_input_files("#file", [english, german])
    expect(page.locator(".card .q")).to_have_text("53")
    expect(page.locator("#name")).to_have_text("a.txt")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download text").click()
    assert download.value.path().read_bytes() == b"In 2019 there were 53 people.\r\n"
    drop = """([id, name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], name));
      const how = {dataTransfer: data, bubbles: true, cancelable: true};
      document.getElementById(id).dispatchEvent(new DragEvent('drop', how));
    }"""
    page.evaluate(drop, ["source-box", "x.txt", "Im Jahr 2019 waren es 53 Menschen."])
    expect(page.locator(".card")).to_have_count(0)
    page.evaluate(drop, ["source-box", "y.txt", ""])  # else the next text lacks what this source says
    page.evaluate(drop, ["type", "b.md", "He saw `the the` and the the man."])
    expect(page.locator("#behind .m")).to_have_count(1)
    assert page.input_value("#format") == "markdown"
    page.evaluate(drop, ["type", "b.docx", "PK"])
    expect(page.locator("#problem")).to_contain_text("save it as text")


def test_the_page_of_a_rule(page: Page, served: Served) -> None:
    pasted(page, served, "He saw the the man.")
    page.get_by_role("link", name="REP001").first.click()
    expect(page.locator("#rule")).to_contain_text("doubled-word")


def test_a_server_that_has_gone(browser: Browser) -> None:
    page = browser.new_page()
    with serving() as soon_gone:
        page.goto(soon_gone.url)
    page.fill("#text", "He saw the the man.")
    expect(page.locator("#problem")).to_contain_text("does not answer")
    page.close()


def test_the_token_stands_in_the_address(page: Page) -> None:
    with serving(host="0.0.0.0", token="geheim") as others:
        page.goto(f"{others.url}/#token=geheim")
        page.fill("#text", "He saw the the man.")
        expect(page.locator(".card")).to_have_count(1)
        page.close()  # it asks once more with the company that it was told: not of a server that has gone


def test_from_the_command_line(page: Page, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SEED, encoding="utf-8")
    assert run("check", tmp_path / "a.txt", "--isolated", "--output", f"html:{tmp_path / 'r.html'}").code == 1
    page.goto((tmp_path / "r.html").as_uri())
    assert page.locator(".text a.m").all_inner_texts() == FOUND
