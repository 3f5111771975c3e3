"""Editors: the server is started as docs/editors.md and the VS Code extension say; real editors where there are any."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

pytestmark = pytest.mark.slow  # programs are started

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
EXTENSION = ROOT / "editors" / "vscode"
TEXT = "The council met on Monday. He saw the the man.\n"


def snippets(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def lua_command(snippet: str) -> list[str]:
    """The words of `cmd = { 'mtcheck', 'lsp' }`."""
    found = re.search(r"\bcmd = \{(.*?)\}", snippet)
    assert found
    return re.findall(r"'([^']*)'", found[1])


@pytest.fixture
def path_with_mtcheck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mtcheck` on the PATH, as after an installation."""
    script = tmp_path / "bin" / "mtcheck"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtcheck "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


async def _conversation(command: Sequence[str], folder: Path, text: str) -> tuple[str, list[str], dict[str, Any]]:
    client = LanguageClient("test", "1")
    diagnostics: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
    statuses: asyncio.Queue[Any] = asyncio.Queue()
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda p: diagnostics.put_nowait(p))
    client.feature("mtcheck/status")(lambda p: statuses.put_nowait(p))
    await client.start_io(*command)
    told = await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    item = types.TextDocumentItem((folder / "a.txt").as_uri(), "plaintext", 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    found = (await asyncio.wait_for(diagnostics.get(), 60)).diagnostics
    status = await asyncio.wait_for(statuses.get(), 60)
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
    assert told.server_info
    return told.server_info.name, [str(d.code) for d in found], {**status._asdict()}


def conversation(command: Sequence[str], folder: Path, text: str = TEXT) -> tuple[str, list[str], dict[str, Any]]:
    """(the server's name, the codes it finds in a text, its status) of a server that is started by `command`."""
    return asyncio.run(asyncio.wait_for(_conversation(command, folder, text), 120))


def starts(command: Sequence[str], folder: Path) -> None:
    name, codes, status = conversation(command, folder)
    assert name == "mtcheck" and "REP001" in codes
    assert status["findings"] == len(codes) and status["notices"] == []


@pytest.mark.parametrize("number", [0, 1])
def test_neovim_snippets_start_the_server(number: int, tmp_path: Path, path_with_mtcheck: None) -> None:
    starts(lua_command(snippets("lua")[number]), tmp_path)


def test_helix_snippet_starts_the_server(tmp_path: Path, path_with_mtcheck: None) -> None:
    (snippet,) = snippets("toml")
    said = tomllib.loads(snippet)
    server = said["language-server"]["mtcheck"]
    assert {x["name"] for x in said["language"]} == {"markdown", "html", "text"}
    assert all(x["language-servers"] == ["mtcheck"] for x in said["language"])
    starts([server["command"], *server["args"]], tmp_path)


def test_a_source_folder_is_compared(tmp_path: Path, path_with_mtcheck: None) -> None:
    """`mtcheck lsp --source-dir`: the source counts, and one that is missing is told."""
    sources = tmp_path / "sources"
    sources.mkdir()
    command = ["mtcheck", "lsp", "--source-dir", str(sources)]
    text = "The new bridge over the river cost 48 million euros and was opened on Monday.\n"
    _, codes, status = conversation(command, tmp_path, text)
    assert codes == [] and "no source" in status["notices"][0]
    german = "Die neue Brücke über den Fluss kostete 84 Millionen Euro und wurde am Montag eröffnet.\n"
    (sources / "a.de.txt").write_text(german, encoding="utf-8")
    _, codes, status = conversation(command, tmp_path, text)
    assert any(c.startswith("NUM") or c.startswith("BNU") for c in codes) and status["notices"] == []
    missing = subprocess.run(["mtcheck", "lsp", "--source-dir", str(tmp_path / "none")], capture_output=True, text=True)
    assert missing.returncode == 2 and "no folder" in missing.stderr


def neovim_version() -> tuple[int, int] | None:
    if not (program := shutil.which("nvim")):
        return None
    found = re.search(r"v(\d+)\.(\d+)", subprocess.run([program, "--version"], capture_output=True, text=True).stdout)
    return (int(found[1]), int(found[2])) if found else None


def test_the_real_neovim_shows_findings(tmp_path: Path, path_with_mtcheck: None) -> None:
    version = neovim_version()
    if version is None or version < (0, 7):
        pytest.skip("no Neovim (0.7 or later) here")
    (tmp_path / "init.lua").write_text(snippets("lua")[version < (0, 11)], encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    look = """
        vim.wait(60000, function() return vim.g.mtcheck_score ~= nil and #vim.diagnostic.get(0) > 0 end, 50)
        local codes = vim.tbl_map(function(d) return d.code or d.user_data.lsp.code end, vim.diagnostic.get(0))
        vim.fn.writefile({vim.json.encode({codes = codes, score = vim.g.mtcheck_score})}, 'out.json')
    """
    (tmp_path / "look.lua").write_text(look, encoding="utf-8")
    command = ["nvim", "--headless", "-u", "init.lua", "-i", "NONE", "a.txt", "-c", "luafile look.lua", "-c", "qa!"]
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=os.environ | home, capture_output=True, text=True, timeout=120)
    assert (tmp_path / "out.json").exists(), done.stderr
    out = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert "REP001" in out["codes"] and out["score"] is not False


def test_the_real_helix_finds_the_server(tmp_path: Path, path_with_mtcheck: None) -> None:
    program = shutil.which("hx") or shutil.which("helix")
    if program is None:
        pytest.skip("no Helix here")
    folder = tmp_path / "helix"
    folder.mkdir()
    (folder / "languages.toml").write_text(snippets("toml")[0], encoding="utf-8")
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path)}
    said = subprocess.run([program, "--health", "markdown"], env=environment, capture_output=True, text=True).stdout
    assert "mtcheck" in said and str(tmp_path / "bin" / "mtcheck") in said


def node() -> str:
    program = shutil.which("node")
    if program is None:
        pytest.skip("no Node.js here")
    return program


def test_vscode_extension_in_node() -> None:
    """Its own tests, with a VS Code that writes down what is asked of it."""
    if int(subprocess.run([node(), "-p", "process.versions.node.split('.')[0]"], capture_output=True).stdout) < 20:
        pytest.skip("Node.js is older than VS Code's")
    done = subprocess.run(
        [node(), "--test", "--test-reporter=tap", "test/extension.test.js"],
        cwd=EXTENSION,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 5" in done.stdout


def test_vscode_defaults_start_the_server(tmp_path: Path, path_with_mtcheck: None) -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    properties = package["contributes"]["configuration"]["properties"]
    defaults = {name.removeprefix("mtcheck."): value["default"] for name, value in properties.items()}
    program = "console.log(JSON.stringify(require('./options').serverOptions(JSON.parse(process.argv[1]), '/w')))"
    done = subprocess.run([node(), "-e", program, json.dumps(defaults)], cwd=EXTENSION, capture_output=True, text=True)
    made = json.loads(done.stdout)
    assert made["options"] == {"cwd": "/w"}
    starts([made["command"], *made["args"]], tmp_path)


def test_vscode_manifest_and_code_agree() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    properties = package["contributes"]["configuration"]["properties"]
    code = (EXTENSION / "extension.js").read_text(encoding="utf-8")
    readme = (EXTENSION / "README.md").read_text(encoding="utf-8")
    assert {f"mtcheck.{key}" for key in re.findall(r"all\.get\('(\w+)'", code)} == set(properties)
    assert all(f"`{name}`" in readme for name in properties)
    assert all(f"'{c['command']}'" in code for c in package["contributes"]["commands"])
    assert {f"onLanguage:{x}" for x in properties["mtcheck.languages"]["default"]} == set(package["activationEvents"])
    assert (EXTENSION / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_vscode_extension_is_packaged(tmp_path: Path) -> None:
    """What CI does: npm ci, vsce package; skipped where npm or its registry is out of reach."""
    npm = shutil.which("npm")
    if npm is None or not shutil.which("npx"):
        pytest.skip("no npm here")
    folder = tmp_path / "vscode"
    shutil.copytree(EXTENSION, folder, ignore=shutil.ignore_patterns("node_modules", "*.vsix"))
    begun = time.monotonic()
    try:
        got = subprocess.run(
            [npm, "ci", "--no-audit", "--fetch-retries=0"], cwd=folder, capture_output=True, timeout=120
        )
        if got.returncode:
            pytest.skip("the npm registry cannot be reached")
        vsce = ["npx", "--yes", "@vscode/vsce@4", "package", "--allow-missing-repository", "--out", "out.vsix"]
        done = subprocess.run(vsce, cwd=folder, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        pytest.skip(f"the npm registry is too slow ({time.monotonic() - begun:.0f} s)")
    if "npm error" in done.stderr:  # npx could not fetch vsce; faults of vsce itself are told otherwise
        pytest.skip("vsce cannot be fetched")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(folder / "out.vsix") as vsix:
        names = set(vsix.namelist())
        assert {"extension/extension.js", "extension/options.js", "extension/package.json"} <= names
        assert any(n.startswith("extension/node_modules/vscode-languageclient/") for n in names)
        assert not any(n.startswith("extension/test/") for n in names)
