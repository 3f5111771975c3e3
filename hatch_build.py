"""What a package says of itself on PyPI: the addresses of the project, and README.md with links that work there.

Where the project is kept is said in one place, `repository` of `[tool.mtcheck-home]` in pyproject.toml. The environment
goes before it: MTCHECK_REPOSITORY, or GITHUB_SERVER_URL and GITHUB_REPOSITORY, which GitHub sets in its workflows, so
that a fork names itself. A build from a source distribution takes what that was built with. Without any of these a
package is built all the same, with the links as they are and without addresses.
"""

from __future__ import annotations

import os
import re
import tomllib
from email.parser import Parser
from pathlib import Path
from typing import Any

try:
    from hatchling.metadata.plugin.interface import MetadataHookInterface
except ImportError:  # who only asks where the project is kept needs no hatchling
    MetadataHookInterface = object  # type: ignore[assignment,misc]

LINK = re.compile(r"(!?\[[^\]]*\])\((?![a-z]+:|#)([^)\s]+)\)")
FILES = {"Changelog": "CHANGELOG.md", "Security": "SECURITY.md"}


class Addresses(MetadataHookInterface):
    """Fills `readme` and `urls` of the metadata."""

    def update(self, metadata: dict[str, Any]) -> None:
        root = Path(self.root)
        at = repository(root, os.environ)
        text = (root / "README.md").read_text(encoding="utf-8")
        version = f"v{metadata['version']}"
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute(text, at, version) if at else text}
        metadata["urls"] = urls(at) if at else {}


def repository(root: Path, environ: Any) -> str:
    """The address of the project, without a slash at its end; "" if nobody says it."""
    if own := environ.get("MTCHECK_REPOSITORY"):
        return str(own).rstrip("/")
    if name := environ.get("GITHUB_REPOSITORY"):
        return f"{environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}"
    project = root / "pyproject.toml"
    if project.is_file():
        own = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["mtcheck-home"]["repository"]
        if own:
            return str(own).rstrip("/")
    built = root / "PKG-INFO"  # of a source distribution
    if built.is_file():
        for line in Parser().parsestr(built.read_text(encoding="utf-8"), headersonly=True).get_all("Project-URL", ()):
            label, _, address = line.partition(", ")
            if label == "Repository":
                return str(address)
    return ""


def absolute(text: str, at: str, version: str) -> str:
    """A Markdown text whose links into the project are whole addresses."""

    def whole(link: re.Match[str]) -> str:
        kind = "raw" if link[1].startswith("!") else "blob"
        return f"{link[1]}({at}/{kind}/{version}/{link[2]})"

    return LINK.sub(whole, text)


def urls(at: str) -> dict[str, str]:
    """The addresses that PyPI shows."""
    more = {label: f"{at}/blob/main/{path}" for label, path in FILES.items()}
    return {"Repository": at, "Documentation": f"{at}/tree/main/docs", "Issues": f"{at}/issues", **more}
