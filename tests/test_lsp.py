"""The language server, with a real client over standard input and output."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import random
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.workspace import PositionCodec

from mtcheck.lsp.article import OpenArticle, read_article
from mtcheck.lsp.documents import Document
from mtcheck.lsp.log import OneLine
from mtcheck.lsp.stream import Bounded
from mtcheck.project.loading import load
from mtcheck.run.flow import Task

pytestmark = pytest.mark.slow  # programs are started, files watched

TEXT = "Fine.\n\U0001f600 He saw the the man.\n"
SENTENCE = "The council met on Monday to talk about the new bridge over the old river. "


class Client(LanguageClient):
    """A client that keeps what the server says."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.diagnostics: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.statuses: asyncio.Queue[Any] = asyncio.Queue()
        self.messages: list[str] = []
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda p: self.diagnostics.put_nowait(p))
        self.feature("mtcheck/status")(lambda p: self.statuses.put_nowait(p))
        self.feature(types.WINDOW_SHOW_MESSAGE)(lambda p: self.messages.append(p.message))

    async def next(self) -> list[types.Diagnostic]:
        return list((await asyncio.wait_for(self.diagnostics.get(), 30)).diagnostics)


@asynccontextmanager
async def started(folder: Path, encodings: list[types.PositionEncodingKind] | None = None) -> AsyncIterator[Client]:
    client = Client()
    await client.start_io(sys.executable, "-m", "mtcheck", "lsp")
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    capabilities = types.ClientCapabilities(general=general)
    await client.initialize_async(types.InitializeParams(capabilities, root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()  # type: ignore[no-untyped-call]


def open_(client: Client, path: Path, text: str) -> str:
    uri = path.as_uri()
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "plaintext", 1, text)))
    return uri


def change(client: Client, uri: str, version: int, at: types.Range, text: str) -> None:
    event = types.TextDocumentContentChangePartial(range=at, text=text)
    identifier = types.VersionedTextDocumentIdentifier(version, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [event]))


def session(test: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(test(), 120))


def test_open_change_fix_close(tmp_path: Path) -> None:
    async def test() -> None:
        async with started(tmp_path) as client:
            uri = open_(client, tmp_path / "a.txt", TEXT)
            found = [d for d in await client.next() if d.code == "REP001"]
            assert len(found) == 1
            assert found[0].range.start == types.Position(1, 10)  # in UTF-16 the emoji takes two
            context = types.CodeActionContext(found)
            document = types.TextDocumentIdentifier(uri)
            params = types.CodeActionParams(document, found[0].range, context)
            actions = await client.text_document_code_action_async(params)
            assert actions
            action = actions[0]
            assert isinstance(action, types.CodeAction)
            assert action.edit and action.edit.changes
            [edit] = action.edit.changes[uri]
            page = await client.text_document_hover_async(types.HoverParams(document, found[0].range.start))
            assert page and isinstance(page.contents, types.MarkupContent)
            assert "doubled-word" in page.contents.value
            nothing = await client.text_document_hover_async(types.HoverParams(document, types.Position(0, 0)))
            assert nothing is None
            change(client, uri, 2, edit.range, edit.new_text)
            assert [d for d in await client.next() if d.code == "REP001"] == []
            before, after = await client.statuses.get(), await client.statuses.get()
            assert after.findings < before.findings
            assert after.score > before.score
            client.text_document_did_close(types.DidCloseTextDocumentParams(document))
            assert await client.next() == []

    session(test)


def test_markdown_html_and_other_units(tmp_path: Path) -> None:
    async def test() -> None:
        (tmp_path / "mtcheck.toml").write_text('html-selector = "p"\n')
        async with started(tmp_path, [types.PositionEncodingKind.Utf32]) as client:
            open_(client, tmp_path / "a.md", "# T\n\n\U0001f600 He saw **the** the man. `the the`\n")
            [found] = [d for d in await client.next() if d.code == "REP001"]
            assert found.range.start.line == 2
            assert found.range.start.character in (9, 11)
            open_(client, tmp_path / "a.html", "<p>He saw <b>the</b> the man.</p>")
            assert [d.code for d in await client.next() if d.code == "REP001"] == ["REP001"]

    session(test)


def test_settings_are_read_again(tmp_path: Path) -> None:
    async def test() -> None:
        config = tmp_path / "mtcheck.toml"
        config.write_text('ignore = ["REP001"]\n')
        async with started(tmp_path) as client:
            open_(client, tmp_path / "a.txt", TEXT)
            assert [d for d in await client.next() if d.code == "REP001"] == []
            config.write_text("")
            event = types.FileEvent(config.as_uri(), types.FileChangeType.Changed)
            client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert [d.code for d in await client.next() if d.code == "REP001"] == ["REP001"]
            config.write_text("selct = []")
            client.text_document_did_save(
                types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(config.as_uri()))
            )
            await client.next()
            assert "did you mean 'select'" in client.messages[-1]

    session(test)


def test_a_keystroke_in_a_long_article_is_quick(tmp_path: Path) -> None:
    """Measured generously: machines that run tests are busy. benchmarks/pipeline.py has the figures."""

    async def test() -> None:
        async with started(tmp_path) as client:
            uri = open_(client, tmp_path / "a.txt", SENTENCE * 71)
            await client.next()
            times = []
            for n in range(10):
                begin = time.perf_counter()
                at = types.Position(0, 4 + n)
                change(client, uri, n + 2, types.Range(at, at), "x")
                await client.next()
                times.append(time.perf_counter() - begin)
            assert statistics.median(times) < 0.5

    session(test)


def test_with_a_baseline_the_command_line_fix_and_the_server_agree(tmp_path: Path) -> None:
    def mtcheck(*args: str) -> str:
        command = [sys.executable, "-m", "mtcheck", *args]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
        return done.stdout + done.stderr

    known, fresh = "Fine. He saw the the man.\n", "\nShe met the the queen.\n"
    article = tmp_path / "a.txt"
    article.write_text(known)
    (tmp_path / "mtcheck.toml").write_text('select = ["REP001"]\nbaseline = "known.json"\n')
    assert "1 known finding" in mtcheck("baseline", ".")
    article.write_text(known + fresh)
    lines = [f["line"] for f in json.loads(mtcheck("check", "a.txt", "--format", "json"))["files"][0]["findings"]]
    assert lines == [3]

    async def test() -> None:
        async with started(tmp_path) as client:
            open_(client, article, known + fresh)
            assert [d.range.start.line + 1 for d in await client.next()] == lines
            status = await asyncio.wait_for(client.statuses.get(), 30)
            assert status.findings == 1

    session(test)
    mtcheck("fix", "--write", "a.txt")
    assert article.read_text() == known + "\nShe met the queen.\n"


def test_a_baseline_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "mtcheck.toml").write_text('baseline = "known.json"\n')

    async def test() -> None:
        async with started(tmp_path) as client:
            open_(client, tmp_path / "a.txt", TEXT)
            assert "REP001" in [d.code for d in await client.next()]
            open_(client, tmp_path / "b.txt", TEXT)
            await client.next()
            assert [m for m in client.messages if "known.json" in m] == client.messages
            assert len(client.messages) == 1

    session(test)


def whole(text: str, places: list[tuple[int, int, int, int, str]], unit: types.PositionEncodingKind) -> str:
    """A text after changes (line, column, line, column, new text)."""
    codec = PositionCodec(unit)
    document = Document("file:///a.txt", text, 1, "plaintext", position_codec=codec)
    for a, b, c, d, new in places:
        at = types.Range(types.Position(a, b), types.Position(c, d))
        document.apply_change(types.TextDocumentContentChangePartial(range=at, text=new))
    return document.source


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1e"])
def test_only_the_line_ends_of_the_protocol_end_lines(odd: str) -> None:
    text = f"a{odd}b\nc\rd\r\ne{odd}f"
    utf16 = types.PositionEncodingKind.Utf16
    assert whole(text, [(1, 0, 1, 1, "C")], utf16) == text.replace("c", "C")
    assert whole(text, [(3, 2, 3, 3, "F")], utf16) == text.replace("f", "F")
    assert whole(text, [(0, 2, 2, 0, "")], utf16) == f"a{odd}d\r\ne{odd}f"


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("abc", (0, 9, 0, 9, "X"), "abcX"),  # behind the end of a line is its end
        ("ab\r\nc", (0, 9, 0, 9, "X"), "abX\r\nc"),
        ("ab\n", (1, 0, 1, 0, "X"), "ab\nX"),
        ("ab\n", (7, 3, 9, 1, "X"), "ab\nX"),
        ("", (0, 0, 0, 0, "X"), "X"),
        ("\U0001f600b\n", (0, 2, 0, 3, "X"), "\U0001f600X\n"),
        ("\U0001f600b", (0, 1, 0, 2, ""), "b"),  # from within a character
        ("abcd", (0, 3, 0, 1, "X"), "aXd"),  # the wrong way round
    ],
)
def test_places_in_changes(text: str, place: tuple[int, int, int, int, str], expected: str) -> None:
    assert whole(text, [place], types.PositionEncodingKind.Utf16) == expected


@given(
    st.text("ab\r\n\u2028é\U0001f600", max_size=30),
    st.lists(st.tuples(*[st.integers(0, 6)] * 4, st.text("x\n\ré", max_size=4)), max_size=8),
    st.sampled_from(list(types.PositionEncodingKind)),
)
def test_many_changes_arrive_as_each_alone(
    text: str, places: list[tuple[int, int, int, int, str]], unit: types.PositionEncodingKind
) -> None:
    """Where lines begin is carried from one to the next; a change alone has them counted."""
    one_by_one = text
    for place in places:
        one_by_one = whole(one_by_one, [place], unit)
    assert whole(text, places, unit) == one_by_one


@pytest.mark.slow
@pytest.mark.parametrize("text", ["He saw the man.\n" * 6000, "He saw the man. " * 60_000])
def test_thousands_of_changes_at_once(text: str) -> None:
    """As when an editor replaces all. This took more than a minute."""
    lines = text.count("\n") + 1
    places = [(k % lines, 3, k % lines, 4, "x") for k in range(5000)]
    start = time.process_time()
    whole(text, places, types.PositionEncodingKind.Utf16)
    assert time.process_time() - start < 10


@given(
    st.text("ab\r\n\u2028\x0c\x85\U0001f600é", max_size=30),
    st.integers(0, 30),
    st.integers(0, 30),
    st.text("x\n\r\U0001f600", max_size=4),
    st.sampled_from(list(types.PositionEncodingKind)),
)
def test_a_change_at_any_place_of_an_article_arrives_there(
    text: str, start: int, end: int, new: str, unit: types.PositionEncodingKind
) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    for at in (start, end):  # no editor has a place between these two
        if text[at - 1 : at + 1] == "\r\n":
            return
    article = OpenArticle("file:///a.txt", 1, text, (), None, unit.value)
    first, last = article.position(start), article.position(end)
    place = (first.line, first.character, last.line, last.character, new)
    assert whole(text, [place], unit) == text[:start] + new + text[end:]


def test_typing_is_checked_when_it_pauses(tmp_path: Path) -> None:
    async def test() -> None:
        async with started(tmp_path) as client:
            uri = open_(client, tmp_path / "a.txt", "Fine.\n")
            assert await client.next() == []
            for n, letter in enumerate("He saw the the man. "):
                at = types.Position(1, n)
                change(client, uri, n + 2, types.Range(at, at), letter)
            await client.statuses.get()  # of the text as it was opened
            statuses = [await asyncio.wait_for(client.statuses.get(), 30)]
            while statuses[-1].version != 21:
                statuses.append(await asyncio.wait_for(client.statuses.get(), 30))
            assert len(statuses) < 5  # one check for all of it, or a few where the machine is busy
            told = [client.diagnostics.get_nowait() for _ in range(client.diagnostics.qsize())]
            assert [t.version for t in told if t.version] == sorted([*range(2, 22), *(s.version for s in statuses)])
            assert [d.code for d in told[-1].diagnostics] == ["REP001"]
            early = {t.version: [d.code for d in t.diagnostics] for t in told[:-1]}  # and something at each keystroke
            assert early[15] == []  # the second “the” is being typed
            assert early[17] == ["REP001"]
            at = types.Position(1, 0)
            change(client, uri, 22, types.Range(at, at), "So ")
            document = types.TextDocumentIdentifier(uri)
            place = types.Position(1, 11)
            page = await client.text_document_hover_async(types.HoverParams(document, place))
            assert page and page.range and page.range.start == types.Position(1, 10)  # of the text as it is now

    session(test)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_after_a_pause_the_findings_are_those_of_a_whole_check(tmp_path: Path, name: str) -> None:
    """Typing, joining and cutting paragraphs, taking back, beyond ASCII and in markup: hundreds of edits in bursts."""
    dice = random.Random(name)
    rows = ["He saw the the man , they said.", "The new roads was *built* despite of it 🙂.", "“Yes,” & she agreed."]
    text = "\n\n".join(f"<p>{row}</p>" if name.endswith("html") else row for row in rows * 3)
    pieces = ["a", " ", ",", "é", "🙂", "\n\n", "*", "<b>", "the the ", "despite of "]

    def place(offset: int) -> types.Position:
        return OpenArticle("", None, text, (), None, "utf-16").position(offset)

    def shown(diagnostics: Sequence[types.Diagnostic]) -> list[tuple[object, ...]]:
        return [(d.range, d.code, d.severity, d.message) for d in diagnostics]

    async def test() -> None:
        nonlocal text
        async with started(tmp_path) as client:
            uri = open_(client, tmp_path / name, text)
            await client.statuses.get()
            task, version, before = Task.of(load(isolated=True)), 1, text
            for _ in range(12):
                for _ in range(10):
                    version += 1
                    start = dice.randrange(len(text) + 1)
                    end, new = min(len(text), start + dice.choice([0, 0, 1, 6])), dice.choice(pieces)
                    if dice.random() < 0.1:  # everything is taken back
                        start, end, new = 0, len(text), before
                    change(client, uri, version, types.Range(place(start), place(end)), new)
                    text = text[:start] + new + text[end:]
                while (await asyncio.wait_for(client.statuses.get(), 30)).version != version:
                    pass
                last = [client.diagnostics.get_nowait() for _ in range(client.diagnostics.qsize())][-1]
                assert last.version == version
                wanted = read_article(uri, version, text, "utf-16", task)
                assert shown(last.diagnostics) == shown(wanted.diagnostics())
                before = text

    session(test)


def test_own_phrases_are_those_of_the_articles_project(tmp_path: Path) -> None:
    """Two folders whose phrases have one code: each article is told what its own configuration says."""
    row = '[[phrases]]\ncode = "XHS001"\nfind = "utilise"\nmessage = "{}"\n'
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mtcheck.toml").write_text(row.format(f"Say it as house {name} does."))

    async def test() -> None:
        async with started(tmp_path) as client:
            opened = [open_(client, tmp_path / name / "a.txt", "They utilise it.\n") for name in ("one", "two")]
            for name, uri in zip(("one", "two"), opened, strict=True):
                place = types.Position(0, 6)
                params = types.HoverParams(types.TextDocumentIdentifier(uri), place)
                page = await client.text_document_hover_async(params)
                assert page and isinstance(page.contents, types.MarkupContent)
                assert f"Say it as house {name} does." in page.contents.value

    session(test)


NOT_MESSAGES = [
    b"Content-Length: 3\r\n\r\n{]}",
    b"Content-Length: 4\r\n\r\n\xff\xfe\x00\x01",
    b"Content-Length: 99999999999999999999999999\r\n\r\n",
    b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    b"Content-Length: -5\r\n\r\n",
    b"Content-Length: 0\r\n\r\n",
    b"nonsense\r\n" * 20 + b"\r\n",
    b"x" * 50_000 + b"\r\n\r\n",
]
ODD_MESSAGES: list[Any] = [
    [],
    7,
    {},
    {"jsonrpc": "2.0"},
    {"jsonrpc": "1.0", "method": "initialized"},
    {"jsonrpc": "2.0", "method": 7},
    {"jsonrpc": "2.0", "id": {}, "method": "textDocument/hover"},
    {"jsonrpc": "2.0", "id": 5, "method": "no/such"},
    {"jsonrpc": "2.0", "id": 6, "result": 1},
    {"jsonrpc": "2.0", "method": "$/cancelRequest"},
    {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}},
    {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": None},
    *(
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {**item, "version": 1}}}
        for item in (
            {"uri": "file://[", "languageId": "x", "text": "He saw the the man."},
            {"uri": "file:///%00.md", "languageId": "x", "text": "\ud800 \udc00"},
            {"uri": "", "languageId": "", "text": "\0"},
            {"uri": "untitled:a.docx", "languageId": "x", "text": "PK\x03\x04"},
            {"uri": "file:///a.md", "languageId": "x", "text": "---\n{{ x }}: [\n---\n" + "[" * 3000},
        )
    ),
    {
        "jsonrpc": "2.0",
        "method": "textDocument/didChange",
        "params": {"textDocument": {"uri": "file:///never-opened.txt", "version": 2}, "contentChanges": []},
    },
    {
        "jsonrpc": "2.0",
        "method": "textDocument/didChange",
        "params": {
            "textDocument": {"uri": "file:///never-opened.txt", "version": 2},
            "contentChanges": [{"text": "x", "range": {"start": {"line": -1, "character": 10**30}, "end": {}}}],
        },
    },
    {"jsonrpc": "2.0", "method": "workspace/didChangeConfiguration", "params": {"settings": None}},
]


def test_no_message_stops_the_server(tmp_path: Path) -> None:
    def framed(message: Any) -> bytes:
        body = json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body

    begin = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    uri = (tmp_path / "a.txt").as_uri()
    item = {"uri": uri, "languageId": "plaintext", "version": 1, "text": TEXT}
    opened = {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}
    deep = b'{"jsonrpc":"2.0","method":"x","params":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    said = [framed(opened), framed(begin), *NOT_MESSAGES, *map(framed, ODD_MESSAGES)]
    said += [b"Content-Length: %d\r\n\r\n" % len(deep) + deep, framed(opened)]
    command = [sys.executable, "-m", "mtcheck", "lsp"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin and process.stdout
    bye = [framed({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}), framed({"jsonrpc": "2.0", "method": "exit"})]
    out, err = process.communicate(b"".join(said + bye), timeout=60)
    assert process.returncode == 0
    assert all(line.startswith(b"mtcheck: ") and len(line) < 1000 for line in err.splitlines()), err
    assert b'"id": 99' in out
    assert b'"uri": "%s"' % uri.encode() in out and b'"code": "REP001"' in out


def test_a_fault_of_our_own_keeps_its_traceback() -> None:
    def logged(once: Callable[[], object]) -> str:
        try:
            once()
        except Exception:
            return OneLine().format(logging.LogRecord("x", 40, "x", 1, "It\nfailed", (), sys.exc_info()))
        raise AssertionError

    assert logged(lambda: json.loads("\x1b[")).startswith("mtcheck: It (JSONDecodeError: ")
    assert "Traceback" in logged(lambda: Bounded(None).read(1))  # type: ignore[arg-type]


def test_a_message_that_is_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.lsp.stream.LARGEST", 100)
    monkeypatch.setattr("mtcheck.lsp.stream.CHUNK", 30)
    stream = Bounded(io.BytesIO(b"x" * 1000 + b"next"))
    assert stream.read(1000) == b"{}"
    assert stream.read(4) == b"next"
