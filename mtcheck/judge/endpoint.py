"""Where a model is asked: the address of a server, the name of a model, a key; and what of them may be shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

COMPLETIONS = "/chat/completions"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST = 200  # characters of a model's name


@dataclass(frozen=True)
class Endpoint:
    """A server and a model. `key`: what the server wants to know, "" if nothing; it stands in no message and no repr.

    Raises ValueError for an address that cannot be used, or that would send the key unencrypted to another machine
    (unless `unencrypted` allows it); the message quotes neither the address nor the key."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    unencrypted: bool = False

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:  # whose message may quote a password
            fits = False
        if not fits:
            raise ValueError("no address of a server; it is something like http://127.0.0.1:8080/v1")
        if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
            raise ValueError("the address may hold no name, no password and no query: a key comes from the environment")
        if not self.model.strip() or not self.model.isprintable() or len(self.model) > LONGEST:
            raise ValueError("the name of the model is empty, too long, or holds characters that no name should")
        if not all("!" <= c <= "~" for c in self.key):
            raise ValueError("the key holds characters that no key has (a space, a line break?)")
        if self.key and parts.scheme == "http" and not self.unencrypted and not self.local:
            raise ValueError(
                "the key would go to another machine unencrypted: use https, or --allow-http where the network is yours"
            )

    @property
    def local(self) -> bool:
        """Whether it is this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host in LOOPBACK

    @property
    def address(self) -> str:
        """Where requests go. Of an address without a path the usual one is meant."""
        base = self.url.rstrip("/")
        if base.endswith(COMPLETIONS):
            return base
        return f"{base}{COMPLETIONS}" if urlsplit(base).path.strip("/") else f"{base}/v1{COMPLETIONS}"

    @property
    def server(self) -> str:
        """The server as messages name it: scheme, host and port."""
        parts = urlsplit(self.url)
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")
