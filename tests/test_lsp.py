"""The language server, with a real client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

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
