"""A server of chat completions on this machine that plays what a test gives it: good, broken and hostile answers."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


@dataclass
class Asked:
    """A request that the server got."""

    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def texts(self) -> str:
        """What stands in the message of the user."""
        text: str = self.body["messages"][1]["content"]
        return text


Play = Callable[[BaseHTTPRequestHandler, Asked], None]


@dataclass
class Stub:
    """Where the server is and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)


def raw(status: int = 200, body: bytes = b"", kind: str = "application/json", **headers: str) -> Play:
    """An answer as it stands."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return play


def completion(content: str | None, finish: str = "stop", usage: Any = None) -> bytes:
    """An answer of the form that llama.cpp, Ollama, vLLM and OpenAI give, with what each adds."""
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1757141666,
            "model": "stub",
            "system_fingerprint": "fp",
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content, "reasoning_content": None, "tool_calls": []},
                    "logprobs": None,
                    "finish_reason": finish,
                }
            ],
            "usage": usage or {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960},
            "timings": {"prompt_n": 900, "predicted_n": 60},
        }
    ).encode()


def content(text: str | None, finish: str = "stop", usage: Any = None) -> Play:
    """A good answer that says this."""
    return raw(body=completion(text, finish, usage))


def errors(*rows: Mapping[str, Any]) -> Play:
    """A good answer with these errors."""
    return content(json.dumps({"errors": list(rows)}))


def error(quote: str, passage: int = 1, **more: Any) -> Json:
    """An error as the schema wants it."""
    return {
        "passage": passage,
        "quote": quote,
        "category": "accuracy/mistranslation",
        "severity": "major",
        "explanation": "Not what the source says.",
        "suggestion": "",
        **more,
    }


def refusal(status: int, message: str, code: str | None = None, **headers: str) -> Play:
    """An error as these servers put it."""
    told = {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}
    return raw(status, json.dumps(told).encode(), **headers)


def cut(body: bytes) -> Play:
    """An answer whose connection breaks off before its end."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        raw(body=body, Content_Length=str(len(body) + 500))(handler, asked)
        handler.close_connection = True

    return play


def silence(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
    """No answer at all: the connection is closed."""
    handler.close_connection = True


def slow(seconds: float, then: Play) -> Play:
    """An answer that comes late."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        time.sleep(seconds)
        with suppress(OSError):
            then(handler, asked)

    return play


def dripping(seconds: float) -> Play:
    """An answer that comes byte by byte, so that no single step takes long."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        until = time.monotonic() + seconds
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while time.monotonic() < until:
                handler.wfile.write(b"X-A: 1\r\n")
                handler.wfile.flush()
                time.sleep(0.05)
        handler.close_connection = True

    return play


def in_chunks(body: bytes, size: int = 7) -> Play:
    """A good answer with chunked transfer encoding."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json; charset=utf-8")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for at in range(0, len(body), size):
            part = body[at : at + size]
            handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        handler.wfile.write(b"0\r\n\r\n")

    return play


def huge(megabytes: int) -> Play:
    """An answer that does not end."""

    def play(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.end_headers()
        with suppress(OSError):
            for _ in range(megabytes):
                handler.wfile.write(b" " * 1_000_000)
        handler.close_connection = True

    return play


@contextmanager
def model(*plays: Play, then: Play | None = None) -> Iterator[Stub]:
    """A server that plays these one after the other, then `then` again and again (else the last one)."""
    stub = Stub("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            asked = Asked(self.path, dict(self.headers.items()), json.loads(data))
            with lock:
                k = len(stub.asked)
                stub.asked.append(asked)
            _chosen(plays, then, k)(self, asked)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _chosen(plays: Sequence[Play], then: Play | None, k: int) -> Play:
    if k < len(plays):
        return plays[k]
    return then or plays[-1]
