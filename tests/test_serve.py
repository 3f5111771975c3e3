"""`mtcheck serve`: what POST /check says, what it refuses, and that one request does not stop another."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Run
from serving import Served, serving

import mtcheck
from mtcheck.project.loading import load
from mtcheck.serve.app import application
from mtcheck.serve.bounds import USUAL
from mtcheck.serve.desk import Desk, Order
from mtcheck.serve.guard import HEADERS, Guard
from mtcheck.serve.marks import marked
from mtcheck.serve.units import Units

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "fixtures" / "seed.txt").read_text(encoding="utf-8")
BAD = "He saw the the man."


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(limits=USUAL._replace(text=2_000, body=20_000, arrival=0.5)) as found:
        yield found


def entry(text: str) -> Any:
    """A text in the JSON report, with the readability."""
    report = mtcheck.check(text)
    return json.loads(json.dumps(replace(report, figures=report.readability).to_dict()))


def test_the_answer_is_an_entry_of_the_json_report(served: Served) -> None:
    with serving() as usual:
        answer = usual.ask("POST", "/check", {"text": SEED, "readability": True}).json
    verdict = answer.pop("verdict")
    assert answer == entry(SEED)
    assert verdict["passed"] is False and len(verdict["reasons"]) == 2


def test_it_keeps_to_its_description(served: Served) -> None:
    described = served.ask("GET", "/openapi.json").json
    schema = {"$ref": "#/components/schemas/Report", "components": described["components"]}
    for order in ({"text": BAD}, {"text": ""}, {"text": BAD, "source": "Он видел человека.", "readability": True}):
        jsonschema.validate(served.ask("POST", "/check", order).json, schema)


def test_source_and_format(served: Served) -> None:
    order = {"text": "In 2019, 53 people came.", "source": "Im Jahr 2019 kamen 35 Menschen.", "source_lang": "de"}
    answer = served.ask("POST", "/check", order).json
    assert answer["source"]["lang"] == "de" and "BNU001" in [f["code"] for f in answer["findings"]]
    markdown = {"text": "He saw `the the` man.", "format": "markdown"}
    assert served.ask("POST", "/check", markdown).json["findings"] == []
    assert served.ask("POST", "/check", {**markdown, "format": "text"}).json["findings"] != []


def test_the_settings_of_the_folder_apply(tmp_path: Path) -> None:
    (tmp_path / "mtcheck.toml").write_text('ignore = ["REP001"]\nencoding = "latin-1"\n')
    with serving(load([str(tmp_path)], environ={})) as own:
        answer = own.ask("POST", "/check", {"text": f"“Ça va?” {BAD}"}).json
    assert answer["findings"] == [] and answer["verdict"]["passed"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"{", 400, "no JSON"),
        (b'{"text": "\\ud800"}', 400, "no JSON"),
        (b"\xff", 400, "no JSON"),
        ({}, 422, "text"),
        ({"text": 1}, 422, "expected"),
        ({"text": "x", "path": "/etc/passwd"}, 422, "unknown field"),
        ({"text": "x", "format": "docx"}, 422, "docx"),
        ({"text": "x", "source": "x", "source_lang": "../x"}, 422, "source_lang"),
        ({"text": "x" * 2001}, 413, "2,001 characters"),
        ({"text": "x", "source": "x" * 2001}, 413, "2,001 characters"),
        (b" " * 20_001, 413, "20,000 bytes"),
    ],
)
def test_what_is_refused(served: Served, body: object, status: int, words: str) -> None:
    answer = served.ask("POST", "/check", body, Content_Type="application/json")
    assert answer.status == status and words in answer.json["error"].replace("Invalid", "invalid").replace(
        "Expected", "expected"
    ).replace("Object contains unknown", "unknown")


def test_a_text_with_nothing_to_read_has_no_score(served: Served) -> None:
    for text, form, why in (
        ("```\nx\n```", "markdown", "nothing in it is text to check"),
        ("<p>", "html", "nothing in it is text to check"),
        ("", "text", "no words"),
    ):
        answer = served.ask("POST", "/check", {"text": text, "format": form})
        assert answer.status == 200 and answer.json["score"]["why_not"] == why and answer.json["findings"] == []


def test_the_largest_size_of_the_settings_holds() -> None:
    project = load(isolated=True, given={"max-file-size": 0.001})
    with serving(project) as small:
        assert small.ask("POST", "/check", {"text": "x" * 1001}).status == 413
        assert small.ask("POST", "/check", {"text": "x" * 1000}).status == 200


def test_other_ways_to_ask(served: Served) -> None:
    assert served.ask("POST", "/check", b'{"text": ""}', Content_Type="text/plain").status == 415
    assert served.ask("POST", "/check", b'{"text": ""}').status == 415
    assert served.ask("GET", "/check").status == 405
    assert served.ask("GET", "/static/../app.py").status == 404
    assert served.ask("GET", "/page/rule/NOP999").status == 404
    assert "stray-capital" in served.ask("GET", "/page/rule/CAP001").body.decode()


def test_every_answer_has_strict_headers(served: Served) -> None:
    for method, path in (("GET", "/"), ("GET", "/static/page.js"), ("GET", "/nowhere"), ("POST", "/check")):
        headers = served.ask(method, path).headers
        assert HEADERS.items() <= headers.items() and "server" not in headers
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy and "script-src 'self'" in policy and "default-src 'none'" in policy
    shell = served.ask("GET", "/").body.decode()
    assert not re.search(r"<script>|<style>| style=| on\w+=|https?:", shell)


# Who may ask


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]", "localhost."]
)
def test_a_name_that_was_turned_to_this_machine_is_refused(served: Served, host: str) -> None:
    assert served.ask("POST", "/check", {"text": BAD}, Host=host).status == 403


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:9", "[::1]:80", "127.0.0.1"])
def test_own_names(served: Served, host: str) -> None:
    assert served.ask("POST", "/check", {"text": BAD}, Host=host).status == 200


def test_a_page_from_elsewhere_is_refused(served: Served) -> None:
    ask = served.ask
    assert ask("POST", "/check", {"text": BAD}, Origin="https://evil.example").status == 403
    assert ask("POST", "/check", {"text": BAD}, Origin="null").status == 403
    assert ask("POST", "/check", {"text": BAD}, Sec_Fetch_Site="cross-site").status == 403
    assert ask("GET", "/", None, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate").status == 200
    assert ask("POST", "/check", {"text": BAD}, Origin=served.url, Sec_Fetch_Site="same-origin").status == 200


def test_another_address_asks_for_the_token() -> None:
    with serving(host="0.0.0.0", token="geheim") as open_to_others:
        ask = open_to_others.ask
        assert ask("POST", "/check", {"text": BAD}).status == 401
        assert ask("POST", "/page/check", {"text": BAD}, Authorization="Bearer falsch").status == 401
        assert ask("POST", "/page/check", {"text": BAD}, Authorization="Basic geheim").status == 401
        assert ask("POST", "/check", {"text": BAD}, Authorization="Bearer é").status == 401
        known = ask("POST", "/check", {"text": BAD}, Authorization="Bearer geheim", Host="any.example")
        assert known.status == 200
        assert ask("GET", "/").status == ask("GET", "/static/page.js").status == 200


def test_no_open_server_without_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        application(Desk(load(isolated=True)), hosts=(), token="")
    with pytest.raises(ValueError, match="token"):
        Guard(lambda *_: None, ())  # type: ignore[arg-type]


# One does not stop another


def test_a_slow_client_is_given_up_and_stops_nobody(served: Served) -> None:
    head = b"POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(20)]
    for connection in slow:
        connection.sendall(head)
    assert served.ask("POST", "/check", {"text": BAD}).status == 200
    answers = []
    for connection in slow:
        connection.settimeout(20)
        answers.append(connection.recv(1000).split(b"\r\n")[0])
        connection.close()
    assert set(answers) == {b"HTTP/1.1 408 Request Timeout"}


def test_clients_that_never_ask_keep_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some say nothing, some begin, some stop after a request."""
    monkeypatch.setattr("mtcheck.serve.running.HEAD", 1)
    monkeypatch.setattr("mtcheck.serve.running.MOST", 13)
    whole = b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with serving() as small, ExitStack() as stack:
        for said in (b"", b"POST /check HTTP/1.1\r\n", whole + b"GET / HTTP/1.1\r\n") * 4:
            idle = stack.enter_context(socket.create_connection(("127.0.0.1", small.port)))
            idle.sendall(said)
        assert small.ask("POST", "/check", {"text": BAD}).status == 503
        time.sleep(1.5)
        assert small.ask("POST", "/check", {"text": BAD}).status == 200
        connection = http.client.HTTPConnection("127.0.0.1", small.port, timeout=20)
        for _ in range(4):  # one that asks now and then stays
            connection.request("GET", "/openapi.json")
            assert connection.getresponse().read()
            kept = connection.sock
            time.sleep(0.5)
        assert connection.sock is kept
        connection.close()


def test_a_huge_client_is_cut_off(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as huge:
        huge.settimeout(20)
        huge.sendall(b"POST /check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n")
        huge.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
        sent = 0
        try:
            while sent < 100_000_000:
                huge.sendall(b"10000\r\n" + b"x" * 65536 + b"\r\n")
                sent += 65536
        except OSError:  # it closed the connection
            pass
        assert sent < 100_000_000
    assert served.ask("POST", "/check", {"text": BAD}).status == 200


@pytest.mark.slow
def test_a_long_text_does_not_keep_short_ones_waiting() -> None:
    long = SEED * 60
    with serving() as usual, ThreadPoolExecutor(1) as pool:
        usual.ask("POST", "/check", {"text": BAD})
        begin = time.monotonic()
        waiting = pool.submit(usual.ask, "POST", "/check", {"text": long})
        time.sleep(0.05)
        assert usual.ask("POST", "/check", {"text": BAD}).status == 200
        short = time.monotonic() - begin
        assert waiting.result().status == 200 and short < time.monotonic() - begin


def test_what_takes_too_long_is_answered_all_the_same() -> None:
    with serving(limits=USUAL._replace(check=0.001)) as hasty:
        answer = hasty.ask("POST", "/check", {"text": SEED})
    assert answer.status == 503 and answer.headers["retry-after"] == "5" and "took more than" in answer.json["error"]


def test_what_was_given_up_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever asks again and again would have ever more texts checked at a time."""
    running, most = [0], [0]
    real = Desk.examine

    def slowly(desk: Desk, order: Order) -> object:
        running[0] += 1
        most[0] = max(most[0], running[0])
        time.sleep(0.3)
        running[0] -= 1
        return real(desk, order)

    monkeypatch.setattr(Desk, "examine", slowly)
    with serving(limits=USUAL._replace(check=0.05, threads=2)) as hasty, ThreadPoolExecutor(6) as pool:
        answers = [pool.submit(hasty.ask, "POST", "/check", {"text": BAD}) for _ in range(6)]
        assert {a.result().status for a in answers} == {503}
    assert most[0] <= 2


def test_too_many_wait() -> None:
    with serving(limits=USUAL._replace(waiting=0)) as full:
        assert full.ask("POST", "/check", {"text": BAD}).status == 503


def test_texts_side_by_side_get_their_own_answers(served: Served) -> None:
    texts = [f"{name} saw the the man {'in in' * (k % 2)} {k} times." for k, name in enumerate(["Ann", "Bob"] * 8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda t: served.ask("POST", "/check", {"text": t, "readability": True}).json, texts))
    for text, answer in zip(texts, answers, strict=True):
        answer.pop("verdict")
        assert answer == entry(text)


def test_an_error_of_our_own_is_told_and_costs_nobody_else(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.run import flow

    with monkeypatch.context() as broken:
        broken.setattr(flow, "judged_many", None)
        assert served.ask("POST", "/check", {"text": BAD}).status == 500
    assert served.ask("POST", "/check", {"text": BAD}).status == 200


# What the page asks for


def test_marks_count_in_utf16() -> None:
    text = "😀 He saw the the man. 𝒳 She was was there."
    shown = marked("x.txt", mtcheck.check(text))
    wide = text.encode("utf-16-le")
    assert [wide[2 * a : 2 * b].decode("utf-16-le") for a, b, *_ in shown["marks"]] == ["the the", "was was"]
    assert [Units(text).of(i) for i in (0, 1, 2, len(text))] == [0, 2, 3, len(text) + 2]


def test_what_is_rejected_counts_no_more_and_fixing_hides_nothing(served: Served) -> None:
    first = served.ask("POST", "/page/check", {"text": BAD}).json
    assert len(first["marks"]) == 1 and "Accept" in first["cards"] and "Reject" in first["cards"]
    again = served.ask("POST", "/page/check", {"text": BAD, "rejected": first["keys"]}).json
    assert again["marks"] == [] and again["score"] == 100.0 and "rejected" in again["left_out"][0]
    with serving() as usual:
        ask = usual.ask
        whole = ask("POST", "/page/check", {"text": SEED}).json
        [[start, end, new]] = whole["fixes"][3][0]
        text = SEED[:start] + new + SEED[end:]
        alone = ask("POST", "/page/check", {"text": text}).json
        told = ask("POST", "/page/check", {"text": text, "before": whole["company"]}).json
    assert len(whole["marks"]) == 7 and len(told["marks"]) == 6 >= len(alone["marks"])
    assert told["score"] > whole["score"]


def test_the_report_of_the_page(served: Served) -> None:
    page = served.ask("POST", "/page/report", {"text": BAD, "name": "<b>.txt"}).body.decode()
    assert page.startswith("<!doctype html>") and "&lt;b&gt;.txt" in page and 'id="REP001"' in page


# The command


def test_the_command_needs_its_libraries(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "mtcheck.serve.running", raising=False)
    result = run("serve")
    assert result.code == 2 and "pip install 'mtcheck[serve]'" in result.err


def test_a_port_that_is_taken(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run("serve", "--port", taken.getsockname()[1], "--isolated")
    assert result.code == 2 and "address already in use" in result.err


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--host", "0.0.0.0")])
def test_the_command_serves_and_ends(tmp_path: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "mtcheck", "serve", "--port", "0", *options]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env={**os.environ}) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"http://[\d.]+:(\d+)/(?:#token=(\S+))?", line)
        assert found, line
        assert bool(found[2]) is bool(options)
        own = Served(int(found[1]))
        headers = {"Authorization": f"Bearer {found[2]}"} if found[2] else {}
        assert own.ask("POST", "/check", {"text": BAD}, **headers).json["findings"]
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        guard.cancel()
