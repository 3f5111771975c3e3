"""The server: what the SDK needs to know of the tools and the rules' pages."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from mtcheck.checking.registry import UnknownRule
from mtcheck.mcp.answers import MOST, NOTICE
from mtcheck.mcp.tools import Given, Tools
from mtcheck.report.json import dumps
from mtcheck.run.given import Refused
from mtcheck.version import VERSION

INSTRUCTIONS = f"""mtcheck finds what machine translation does to English articles: lost capitals, pronouns that do
not fit, doubled and missing words, untranslated rests, numbers and names that differ from the source. It knows
artefacts, not quality: a text without findings is not thereby a good translation.

To repair a translation: check it (with its source if you have that), read the findings, change the text yourself or
with fix, check it again or compare both versions, and stop when what is left is not wrong. A finding has a confidence;
leave alone what is right as it stands. Nothing here reads or writes articles on disk: texts go in and come out.

{NOTICE}"""

READ_ONLY = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Text = Annotated[str, Field(description="The English article, whole, as plain text, Markdown or HTML.")]
Source = Annotated[
    str, Field(description="The text that it was translated from, in the same format; without it the English alone.")
]
SourceLang = Annotated[str, Field(description="Code of the source's language (de, zh); without it, detected.")]
Name = Annotated[
    str,
    Field(
        description="File name that the text has or will have in the working folder (posts/a.md): it tells the format "
        "and which settings hold. No file of this name is read. Without it, plain text."
    ),
]
Confidence = Annotated[
    float | None, Field(ge=0, le=1, description="Show findings at least this sure; without it, as the settings say.")
]
First = Annotated[int, Field(ge=0, description="How many findings to pass over.")]
Old = Annotated[str, Field(description="The article as it was.")]
Suggested = Annotated[bool, Field(description="Also apply fixes that somebody should look at.")]
RuleName = Annotated[str, Field(max_length=100, description="Code (CAP001) or name of a rule.")]
Most = Annotated[int, Field(ge=1, le=MOST, description="How many findings to list, the gravest first.")]


class Offered:
    """The tools as clients see them: the signatures are their schemas, the docstrings their descriptions."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def check(
        self,
        text: Text,
        source: Source = "",
        source_lang: SourceLang = "",
        name: Name = "",
        min_confidence: Confidence = None,
        first: First = 0,
        most: Most = 50,
    ) -> dict[str, Any]:
        """Find what machine translation did to an English article: findings with places and fixes, score, verdict."""
        given = Given(text, source, source_lang, name)
        return _told(lambda: self._tools.check(given, min_confidence=min_confidence, first=first, most=most))

    def compare(
        self, old: Old, text: Text, source: Source = "", source_lang: SourceLang = "", name: Name = ""
    ) -> dict[str, Any]:
        """Tell what an edit of an article fixed, what is new, what is left, and how the score changed."""
        return _told(lambda: self._tools.compare(old, Given(text, source, source_lang, name)))

    def fix(
        self,
        text: Text,
        suggested: Suggested = False,
        source: Source = "",
        source_lang: SourceLang = "",
        name: Name = "",
    ) -> dict[str, Any]:
        """Give the article back with the fixes applied that cannot change its meaning. No file is written."""
        return _told(lambda: self._tools.fix(Given(text, source, source_lang, name), suggested=suggested))

    def explain(self, rule: RuleName) -> dict[str, Any]:
        """Tell what a rule finds, why machines make this mistake, and show examples."""
        return _told(lambda: self._tools.explain(rule))

    def rules(self) -> str:
        """The rules: code, name, family, severity, status, summary."""
        return dumps(self._tools.rule_table())

    def rule(self, code: str) -> str:
        """All that is known of a rule, with examples."""
        try:
            return dumps(self._tools.explain(code))
        except UnknownRule as e:
            raise ResourceNotFoundError(str(e)) from None


def made(tools: Tools) -> MCPServer[Any]:
    """The server of these tools."""
    server: MCPServer[Any] = MCPServer("mtcheck", version=VERSION, instructions=INSTRUCTIONS, log_level="ERROR")
    offered = Offered(tools)
    for function, title in (
        (offered.check, "Check an article"),
        (offered.compare, "Compare two versions"),
        (offered.fix, "Fix an article"),
        (offered.explain, "Explain a rule"),
    ):
        server.add_tool(function, title=title, annotations=READ_ONLY)
    server.resource("mtcheck://rules", title="All rules", mime_type="application/json")(offered.rules)
    server.resource("mtcheck://rules/{code}", title="One rule", mime_type="application/json")(offered.rule)
    return server


def _told(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a tool gives; what it refuses is an error that the client reads."""
    try:
        return work()
    except (Refused, UnknownRule) as e:
        raise ToolError(str(e)) from None


def serve(tools: Tools) -> None:
    """Speak the protocol on standard input and output until the client ends it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # there is nothing to tidy up, and a thread that reads to wait for
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    made(tools).run("stdio")
