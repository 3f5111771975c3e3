"""LanguageTool's protocol, as a server: recorded conversations of real clients, the clients themselves where they are
installed, add-ons, tokens, and another server upstream."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

import pytest

pytest.importorskip("starlette", reason="the server needs mtcheck[serve]")
pytest.importorskip("uvicorn", reason="the server needs mtcheck[serve]")

import serving as started
from conftest import Run

from mtcheck.project.loading import load
from mtcheck.serve.languagetool.routes import NOBODY, Others, tell
from mtcheck.serve.languagetool.upstream import Upstream

pytestmark = pytest.mark.slow  # servers are started

HERE = Path(__file__).parent
SEED = (HERE.parent / "fixtures" / "seed.txt").read_text(encoding="utf-8")
FORM = "application/x-www-form-urlencoded"
TEXT = "\U0001f600 He saw the the man & his dog in in the town."
ADD_ON = "chrome-extension://oldceeleldhonbafppcapldpdifcinji"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def rules(self) -> list[str]:
        return [m["rule"]["id"] for m in self.json["matches"]]


class Served(NamedTuple):
    """A server as clients of the protocol ask it."""

    url: str
    at: started.Served

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        """One request; the body as it is."""
        answer = self.at.ask(method, path, body.encode() or None, **headers)
        return Answer(answer.status, answer.headers, answer.body.decode())

    def check(self, text: str, language: str = "en-US", **more: str) -> Answer:
        """A check as a form."""
        return self.ask("POST", "/v2/check", urlencode({"text": text, "language": language, **more}), content_type=FORM)


@contextmanager
def serving(others: Others = NOBODY, host: str = "127.0.0.1", token: str = "", **settings: Any) -> Iterator[Served]:
    """A server in a thread; `host` is what it believes to listen on."""
    project = load(isolated=True, given=settings)
    with started.serving(project, host=host, token=token, others=others) as at:
        yield Served(at.url, at)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as found:
        yield found


CONVERSATIONS = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("said", CONVERSATIONS, ids=[f"{s['client']} {s['path']}" for s in CONVERSATIONS])
def test_what_real_clients_have_asked(said: dict[str, Any], served: Served) -> None:
    """Recorded; only the bodies are the clients' own, the rest of their headers does not matter."""
    media = {"content_type": said["media"]} if "media" in said else {}
    answer = served.ask(said["method"], said["path"], said.get("body", ""), **media)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    if "finds" in said:
        rows = [(m["rule"]["id"], m["offset"], m["length"]) for m in answer.json["matches"]]
        assert rows == [(rule, offset, length) for rule, offset, length, _ in said["finds"]]
        offers = [[r["value"] for r in m["replacements"]] for m in answer.json["matches"]]
        assert offers == [new for *_, new in said["finds"]]
    else:
        assert {"name": "English (US)", "code": "en", "longCode": "en-US"} in answer.json


def ltex(text: list[dict[str, str]], **more: str) -> str:
    """A request as ltex-ls-plus makes it: the parts of a document, and nothing that it was not told."""
    return urlencode({"language": "en-US", "data": json.dumps({"annotation": text}), **more})


def test_a_request_as_of_ltex(served: Served) -> None:
    parts = [
        {"markup": "\\section{", "interpretAs": "\n"},
        {"text": "One day"},
        {"markup": "}", "interpretAs": ".\n"},
        {"text": "He saw the "},
        {"markup": "\\emph{"},
        {"text": "the"},
        {"markup": "}"},
        {"text": " man, and "},
        {"markup": "$x x$", "interpretAs": "Dummy0"},
        {"text": " in in the town."},
    ]
    body = ltex(parts, level="picky", motherTongue="de-DE", username="", apiKey="")
    answer = served.ask("POST", "/v2/check", body, content_type=FORM, accept="application/json")
    whole = "".join(part.get("text", part.get("markup", "")) for part in parts)
    words = [
        whole[m["offset"] : m["offset"] + m["length"]] for m in answer.json["matches"] if m["rule"]["id"] == "REP001"
    ]
    assert words == ["the \\emph{the", "in in"]
    assert all(isinstance(m["sentence"], str) and m["rule"]["id"] for m in answer.json["matches"])  # it asks for both


def test_a_request_as_of_the_browser_add_on(served: Served) -> None:
    data = json.dumps({"text": TEXT, "metaData": {"EmailToAddress": ""}})
    body = urlencode(
        {
            "data": data,
            "language": "auto",
            "preferredVariants": "en-GB,de-DE,pt-PT,ca-ES",
            "noopLanguages": "de,fr",
            "disabledRules": "WHITESPACE_RULE,CONSECUTIVE_SPACES",
            "useragent": "chrome-extension-ng",
            "mode": "textLevelOnly",
            "allowIncompleteResults": "true",
            "level": "default",
        }
    )
    answer = served.ask("POST", "/v2/check?c=1&instanceId=5%3A1", body, content_type=FORM, origin=ADD_ON)
    assert answer.rules == ["REP001", "REP001"]
    assert answer.json["language"]["code"] == "en-GB"
    assert answer.headers["access-control-allow-origin"] == ADD_ON


def test_language_tool_python_finds_the_artefacts_of_the_sample_article(served: Served) -> None:
    client = pytest.importorskip("language_tool_python", reason="a client of the protocol that is not installed")
    tool = client.LanguageTool("en-US", remote_server=served.url)
    text = f"\U0001f600 {SEED}"
    matches = tool.check(text)
    assert sorted(m.rule_id for m in matches) == ["CAP001", "CAP001", "PRO001", "PRO001", "SEN001", "SEN002", "TIM001"]
    capital = next(m for m in matches if m.rule_id == "CAP001")
    assert (capital.matched_text, capital.replacements) == ("For", ["for"])
    assert {m.rule_issue_type for m in matches} == {"grammar", "typographical"}
    assert tool.correct(TEXT) == "\U0001f600 He saw the man & his dog in the town."
    tool.disabled_rules = {"REP001"}
    assert tool.check(TEXT) == []
    tool.disabled_rules = set()
    tool.enabled_rules, tool.enabled_rules_only = {"REP001"}, True
    assert [m.rule_id for m in tool.check(f"{text}{TEXT}")] == ["REP001", "REP001"]
    with pytest.raises(ValueError, match="unsupported language"):
        client.LanguageTool("de-DE", remote_server=served.url)


def test_pylanguagetool(served: Served, tmp_path: Path) -> None:
    api = pytest.importorskip("pylanguagetool.api", reason="a client of the protocol that is not installed")
    address = f"{served.url}/v2/"
    assert len(api.check(TEXT, api_url=address, lang="auto", picky=True)["matches"]) == 2
    assert [x["longCode"] for x in api.get_languages(address)][:2] == ["en", "en-US"]
    with pytest.raises(ValueError, match="'de' is not a language that is checked here"):
        api.check("Hallo.", api_url=address, lang="de")
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-c", "from pylanguagetool.cli import main; main()", "-a", address, "-l", "en-US"]
    shown = subprocess.run([*command, "--no-color", str(article)], capture_output=True, text=True, cwd=tmp_path)
    assert "REP001" in shown.stdout or "stands here twice" in shown.stdout, shown.stderr


def test_it_answers_without_v2_and_to_get(served: Served) -> None:
    query = urlencode({"text": TEXT, "language": "en"})
    assert served.ask("GET", f"/v2/check?{query}").rules == ["REP001", "REP001"]
    assert served.ask("GET", f"/check?{query}").rules == ["REP001", "REP001"]
    assert served.ask("POST", "/check", query, content_type=FORM).rules == ["REP001", "REP001"]
    for path in ("/v2/languages", "/languages"):
        assert len(served.ask("GET", path).json) == 7
    for path, text in (("/v2/healthcheck", "OK"), ("/v2/maxtextlength", "1000000")):
        assert served.ask("GET", path).text == text
    assert served.ask("GET", "/v2/info").json["software"]["name"] == "mtcheck"
    sent = json.dumps({"data": {"text": TEXT}, "language": "en", "disabledRules": ["CAP001"]})
    assert served.ask("POST", "/v2/check", sent, content_type="application/json").rules == ["REP001", "REP001"]


def test_a_client_may_close_its_side_once_it_has_asked(served: Served) -> None:
    """As langtool of Emacs does."""
    body = urlencode({"text": TEXT, "language": "en"})
    head = f"POST /v2/check HTTP/1.1\r\nHost: localhost\r\nContent-length: {len(body)}\r\nContent-Type: {FORM}\r\n\r\n"
    for sent in (f"{head}{body}", head):
        with socket.create_connection(("127.0.0.1", served.at.port), timeout=30) as connection:
            connection.sendall(sent.encode())
            connection.shutdown(socket.SHUT_WR)
            answer = b"".join(iter(lambda: connection.recv(65536), b""))
        assert answer.count(b"REP001") == (4 if sent.endswith(body) else 0)


def test_json_at_check_is_mtchecks_own(served: Served) -> None:
    answer = served.ask("POST", "/check", json.dumps({"text": TEXT}), content_type="application/json")
    assert [f["code"] for f in answer.json["findings"]] == ["REP001", "REP001"]


def test_a_match_leads_to_its_rule(served: Served) -> None:
    [url] = {u["value"] for m in served.check(TEXT).json["matches"] for u in m["rule"]["urls"]}
    assert url == f"{served.url}/rules/REP001"
    page = served.ask("GET", "/rules/REP001")
    assert "doubled-word" in page.text
    assert "A word stands twice in a row." in page.text
    assert served.ask("GET", "/rules/REP999").status == 404


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", "Missing 'text' or 'data' parameter"),
        ("text=a", "Missing 'language' parameter"),
        ("text=Hallo.&language=de-DE", "'de-DE' is not a language that is checked here; English is (en, en-US)"),
        ("data={&language=en", "Could not parse JSON"),
        ("text=a&language=%00%1b%5B2J", "is not a language code"),
    ],
)
def test_errors_are_told_as_clients_show_them(served: Served, body: str, told: str) -> None:
    answer = served.ask("POST", "/v2/check", body, content_type=FORM)
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.text.startswith("Error: ")
    assert told in answer.text
    assert answer.text.isprintable()


def test_odd_texts_do_no_harm(served: Served) -> None:
    for text in (
        "",
        "\ufeff",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "<!-- mtcheck: x -->",
    ):
        assert served.check(text).status == 200
    nul = served.check("\0")
    assert nul.status == 400 and nul.text.isprintable()
    broken = json.dumps({"data": {"text": "He saw the the \ud83d man."}, "language": "en"})
    assert served.ask("POST", "/v2/check", broken, content_type="application/json").rules == ["REP001"]
    long = served.check("a" * 1_000_001)
    assert (long.status, long.text) == (413, "Error: a text of 1,000,001 characters; at most 1,000,000 are checked")
    assert served.check("a " * 1_000_000, "de").status == 413


def test_pages_from_elsewhere_may_not_ask_but_add_ons_may(served: Served) -> None:
    query = urlencode({"text": TEXT, "language": "en"})

    def asked(origin: str, path: str = "/v2/check", **more: str) -> Answer:
        return served.ask("POST", path, query, content_type=FORM, origin=origin, **more)

    for origin in (ADD_ON, "moz-extension://4a8f", "app://obsidian.md"):
        answer = asked(origin, sec_fetch_site="cross-site", sec_fetch_mode="cors")
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == origin
        assert "Origin" in answer.headers["vary"]
        assert asked(origin, "/page/check").status == 403  # only the protocol is shared
    for origin in ("https://example.org", "null", "http://[", "https://chrome-extension.example.org", "app://else"):
        answer = asked(origin)
        assert answer.status == 403
        assert "access-control-allow-origin" not in answer.headers
    assert served.ask("GET", f"/v2/check?{query}", sec_fetch_site="cross-site").status == 403
    assert served.ask("GET", "/v2/languages", Host="example.org").status == 403  # DNS rebinding
    assert asked(ADD_ON, Host="example.org").status == 403


def test_a_preflight_is_answered(served: Served) -> None:
    wanted = {"access_control_request_method": "POST", "access_control_request_headers": "content-type"}
    answer = served.ask("OPTIONS", "/v2/check", origin=ADD_ON, access_control_request_private_network="true", **wanted)
    assert answer.status == 204
    assert answer.headers["access-control-allow-origin"] == ADD_ON
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.headers["access-control-allow-private-network"] == "true"
    assert served.ask("OPTIONS", "/v2/check", origin="https://example.org", **wanted).status == 403


def test_a_page_can_be_allowed() -> None:
    page = "https://cms.example.org"
    with serving(Others(origins=(page,))) as served:
        query = urlencode({"text": TEXT, "language": "en"})
        answer = served.ask("POST", "/v2/check", query, content_type=FORM, origin=page)
        assert answer.headers["access-control-allow-origin"] == page
        assert served.ask("POST", "/v2/check", query, content_type=FORM, origin=f"{page}.evil").status == 403


def test_with_a_token_a_check_must_bring_it() -> None:
    with serving(host="0.0.0.0", token="söcret") as served:
        assert served.ask("GET", "/v2/languages").status == 200
        for more in ({}, {"apiKey": "wrong"}, {"apiKey": "\ud800"}):
            body = urlencode({"text": TEXT, "language": "en", **more}, errors="replace")
            answer = served.ask("POST", "/v2/check", body, content_type=FORM)
            assert (answer.status, answer.text[:6]) == (403, "Error:")
        assert served.check(TEXT, username="a", apiKey="söcret").status == 200
        assert (
            served.ask("POST", "/check", urlencode({"text": TEXT, "language": "en"}), content_type=FORM).status == 401
        )
    with serving(token="secret") as served:
        bearer = {"authorization": "Bearer secret", "content_type": FORM}
        body = urlencode({"text": TEXT, "language": "en"})
        assert served.ask("POST", "/v2/check", body, **bearer).status == 200
        assert served.ask("POST", "/check", body, **bearer).status == 200


class Stub(NamedTuple):
    """A server that answers what a test says, and what it was asked."""

    url: str
    asked: list[tuple[str, dict[str, list[str]]]]


@contextmanager
def stub(answer: Callable[[str], tuple[int, bytes]]) -> Iterator[Stub]:
    asked: list[tuple[str, dict[str, list[str]]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            asked.append((self.path, parse_qs(body)))
            status, data = answer(self.path)
            self.send_response(status)
            if status == 302:
                self.send_header("location", f"{stub_url}/elsewhere")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    http_server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub_url = f"http://127.0.0.1:{http_server.server_address[1]}"
    threading.Thread(target=http_server.serve_forever, daemon=True).start()
    try:
        yield Stub(stub_url, asked)
    finally:
        http_server.shutdown()
        http_server.server_close()


def theirs(*places: tuple[int, int], code: str = "en-US") -> bytes:
    """An answer of LanguageTool's form."""
    matches = [
        {
            "offset": o,
            "length": n,
            "message": "m",
            "replacements": [],
            "rule": {"id": "EN_X", "category": {"id": "MISC"}},
        }
        for o, n in places
    ]
    return json.dumps({"language": {"code": code, "name": "x"}, "matches": matches}).encode()


def test_the_matches_of_an_upstream_stand_beside_ours() -> None:
    told = theirs((0, 2), (12, 3), (18, 3))
    with stub(lambda path: (200, told)) as other, serving(Others(Upstream(f"{other.url}/v2"))) as served:
        answer = served.check(TEXT, disabledRules="EN_Y", apiKey="key of the upstream")
        assert answer.rules == ["EN_X", "REP001", "EN_X", "REP001"]
        assert answer.json["language"]["name"] == "x"
        assert answer.json["warnings"] == {"incompleteResults": False}
        [(path, fields)] = other.asked
        assert path == "/v2/check"
        assert fields["text"] == [TEXT]
        assert fields["disabledRules"] == ["EN_Y"]
        assert fields["apiKey"] == ["key of the upstream"]


def test_other_languages_are_the_upstreams() -> None:
    def answer(path: str) -> tuple[int, bytes]:
        if path.endswith("languages"):
            return 200, json.dumps(
                [{"name": "German", "code": "de", "longCode": "de-DE"}, {"longCode": "en-US"}]
            ).encode()
        return 200, theirs((0, 5), code="de-DE")

    with stub(answer) as other, serving(Others(Upstream(other.url))) as served:
        assert served.check("Hallo Welt.", "de-DE").rules == ["EN_X"]
        auto = served.check("Der Rat hat am Montag über die neue Brücke gesprochen, weil sie alt ist.", "auto")
        assert auto.rules == ["EN_X"]
        assert auto.json["language"]["code"] == "de-DE"
        assert [x["longCode"] for x in served.ask("GET", "/v2/languages").json][-1] == "de-DE"
        assert len(served.ask("GET", "/v2/languages").json) == 8


@pytest.mark.parametrize(
    ("status", "data", "why"),
    [
        (500, b"", "it answered 500"),
        (302, b"", "it answered 302"),
        (200, b"no json", "no JSON"),
        (200, b"[]", "no matches"),
        (200, b'{"matches": [{"offset": -1, "length": 2}]}', "without a place"),
        (200, b'{"matches": [3]}', "without a place"),
        (400, b"Error: no such rule", "Error: no such rule"),
    ],
)
def test_an_upstream_that_fails_is_told_once(
    status: int, data: bytes, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with stub(lambda path: (status, data)) as other, serving(Others(Upstream(other.url))) as served:
        for _ in range(3):
            answer = served.check(TEXT)
            assert answer.rules == ["REP001", "REP001"]
            assert answer.json["warnings"]["incompleteResults"] is True
            assert why in answer.json["warnings"]["incompleteResultsReason"]
        assert {path for path, _ in other.asked} == {"/v2/check"}  # no redirect is followed
        refused = served.check("Hallo.", "de")
        assert refused.status == (400 if status == 400 else 503)
        assert why.removeprefix("Error: ") in refused.text
        assert ("the other server does not help" in refused.text) == (status != 400)
        assert len(served.ask("GET", "/v2/languages").json) >= 7
    [line] = capfd.readouterr().err.splitlines()
    assert why in line
    assert "go on without it" in line


def test_an_upstream_that_does_not_answer_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        upstream = Upstream(f"http://127.0.0.1:{silent.getsockname()[1]}", patience=0.5)
        with serving(Others(upstream)) as served:
            served.check("Warm.")
            start = time.monotonic()
            assert served.check(TEXT).rules == ["REP001", "REP001"]
            assert time.monotonic() - start < 5
    with serving(Others(Upstream("http://127.0.0.1:9", patience=0.5))) as served:
        assert served.check(TEXT).rules == ["REP001", "REP001"]


def test_an_upstream_that_is_no_address_is_a_usage_error(run: Run) -> None:
    told = run("serve", "--port", "0", "--upstream", "file:///etc/passwd")
    assert told.code == 2
    assert "no address of a server" in told.err


def test_another_mtcheck_is_an_upstream() -> None:
    """A real server of the protocol: one with other settings."""
    with serving(select=["CAP"]) as capitals, serving(Others(Upstream(capitals.url)), select=["REP"]) as served:
        answer = served.check("They met three times For talks. He saw the the man.")
        assert answer.rules == ["CAP001", "REP001"]


def test_what_another_server_says_does_no_harm_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tell("http://127.0.0.1 does not help: \x1b[31mred\n::error::stop; go on without it")
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "\x1b" not in told and "\n::" not in told
