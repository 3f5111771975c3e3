"""The server: open, change, fix, hover, settings. What it says of an article is in article.py."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import replace
from typing import BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import FeatureNotificationError
from pygls.lsp.server import LanguageServer

from mtcheck.checking.registry import described
from mtcheck.lint.findings import HINT, SAFE, Finding
from mtcheck.lsp.article import OpenArticle, bilingual, path_of, read_article
from mtcheck.lsp.documents import Documents
from mtcheck.lsp.log import log_in_lines
from mtcheck.lsp.memory import Memory
from mtcheck.lsp.stream import Bounded
from mtcheck.project.loading import load
from mtcheck.reading.base import File
from mtcheck.reading.typed import typed
from mtcheck.run.companions import Companions
from mtcheck.run.flow import Task
from mtcheck.version import VERSION

STATUS = "mtcheck/status"
PAUSE = 0.15  # seconds without a keystroke before an article is checked as a whole
QUICK = 300_000  # code points; a longer file is only checked as a whole
SETTINGS = ("mtcheck.toml", "pyproject.toml")


class Server(LanguageServer):
    """Keeps the open articles and the projects they belong to."""

    def __init__(self) -> None:
        super().__init__("mtcheck", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.articles: dict[str, OpenArticle] = {}
        self._memories: dict[str, Memory] = {}
        self._tasks: dict[str, Task] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._told: set[str] = set()
        self.companions: Companions | None = None  # where the sources of articles are

    def task(self, uri: str) -> Task:
        """How an article is checked. A configuration that cannot be used is told once, and defaults hold."""
        path = path_of(uri) or ""
        folder = path.rpartition("/")[0]
        if folder not in self._tasks:
            try:
                project = load([path] if path else [], environ=os.environ)
                project.check_rules()
                _ = project.settings
                decoded = {**project.values, "encoding": None}  # an editor sends text, not bytes
                task = Task.of(replace(project, values=decoded))
            except ValueError as e:  # ConfigError, UnknownRule and BaselineError are some
                if str(e) not in self._told:
                    self._told.add(str(e))
                    message = types.ShowMessageParams(types.MessageType.Error, f"mtcheck: {e}")
                    self.window_show_message(message)
                task = Task.of(load(isolated=True))
            self._tasks[folder] = replace(task, companions=self.companions)
        return self._tasks[folder]

    def check(self, uri: str) -> None:
        """Check an open article; publish what is found and the score."""
        memory = self._memories[uri] = Memory()
        article = self.articles[uri] = self._read(uri, memory.whole(self.task(uri)))
        self._publish(article)
        self.protocol.notify(STATUS, article.status())
        memory.keep()

    def check_quickly(self, uri: str) -> None:
        """Publish what can be said at once of an article that has been edited. The whole is checked after a pause: only
        then the findings are those that there are, and there is a score."""
        memory, document, last = self._memories.get(uri), self.workspace.get_text_document(uri), self.articles.get(uri)
        if memory and last and len(document.source) <= QUICK and not bilingual(uri):
            file = typed(last.file, document.source) if last.file else None
            self._publish(self._read(uri, memory.quick(self.task(uri)), file))

    def _read(self, uri: str, task: Task, file: File | None = None) -> OpenArticle:
        document = self.workspace.get_text_document(uri)
        told = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        encoding = told.value if isinstance(told, types.PositionEncodingKind) else told
        return read_article(uri, document.version, document.source, encoding, task, file)

    def _publish(self, article: OpenArticle) -> None:
        found = types.PublishDiagnosticsParams(article.uri, article.diagnostics(), article.version)
        self.text_document_publish_diagnostics(found)

    def check_soon(self, uri: str) -> None:
        """Check an article when nothing has been typed for a moment."""
        self.calm(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(PAUSE, self._check_now, uri)

    def _check_now(self, uri: str) -> None:
        self.calm(uri)
        try:
            self.check(uri)
        except Exception as e:  # nobody waits for an answer; the server goes on
            self._report_server_error(e, FeatureNotificationError)

    def calm(self, uri: str) -> bool:
        """Whether a check was due; it no longer is."""
        handle = self._waiting.pop(uri, None)
        if handle:
            handle.cancel()
        return handle is not None

    def article(self, uri: str) -> OpenArticle | None:
        """An open article as it is now: what is asked about a text must not be answered about an older one."""
        if self.calm(uri):
            self.check(uri)
        return self.articles.get(uri)

    def reload(self) -> None:
        """Read the settings again and check all open articles."""
        self._tasks.clear()
        self._told.clear()
        for uri in list(self.articles):
            self.check(uri)


server = Server()


@server.feature(types.INITIALIZE)
def initialized(ls: Server, params: types.InitializeParams) -> None:
    """pygls ends lines where Python does; the protocol does not."""
    ls.protocol._workspace = Documents.like(ls.workspace)


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.check(params.text_document.uri)


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.calm(uri)
    try:
        ls.check_quickly(uri)
    finally:
        ls.check_soon(uri)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A configuration that was edited in the same editor holds once it is saved."""
    if params.text_document.uri.rpartition("/")[2] in SETTINGS:
        ls.reload()


@server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    uri = params.text_document.uri
    ls.calm(uri)
    ls.articles.pop(uri, None)
    ls._memories.pop(uri, None)
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


@server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
def files_changed(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.reload()


@server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
def settings_changed(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    ls.reload()


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
)
def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The fixes of the findings that a range touches."""
    article = ls.article(params.text_document.uri)
    if article is None:
        return []
    return [a for f in article.findings if _touches(article, f, params.range) for a in _fixes(article, f)]


def _touches(article: OpenArticle, finding: Finding, wanted: types.Range) -> bool:
    own = article.range(finding.span)
    first, last = (own.start.line, own.start.character), (own.end.line, own.end.character)
    return first <= (wanted.end.line, wanted.end.character) and (wanted.start.line, wanted.start.character) <= last


def _fixes(article: OpenArticle, finding: Finding) -> list[types.CodeAction]:
    kept = [f for f in finding.fixes if f.safety is not HINT and f.edits]
    return [
        types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[article.diagnostic(finding)],
            is_preferred=fix.safety is SAFE or len(kept) == 1,
            edit=types.WorkspaceEdit({article.uri: article.changes(fix)}),
        )
        for fix in kept
    ]


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """The page of the rule whose finding stands at a place."""
    article = ls.article(params.text_document.uri)
    here = types.Range(params.position, params.position)
    found = next((f for f in article.findings if _touches(article, f, here)), None) if article else None
    if article is None or found is None:
        return None
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, _page(found, ls.task(article.uri))), article.range(found.span)
    )


def _page(finding: Finding, task: Task) -> str:
    """What is to be told of its rule; own phrases are those of the article's project."""
    rule = described(finding.code, task.project.settings.phrases)
    if rule is None:
        return finding.message
    return f"**{rule.code} {rule.name}** ({finding.severity}, {finding.confidence:.2f})\n\n{rule.summary}\n\n{rule.why}"


def serve(source_dir: str | None = None) -> None:
    """Speak LSP on standard input and output until the editor ends it. `source_dir`: where articles have sources."""
    if source_dir:
        server.companions = Companions(source_dir=os.path.abspath(source_dir))
    log_in_lines()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # there is nothing to tidy up, and a thread that reads to wait for
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    server.start_io(cast(BinaryIO, Bounded(sys.stdin.buffer)))
