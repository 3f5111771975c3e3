"""The page as static files: its Python, its files, a browser with a stand-in for Pyodide, and Pyodide itself from npm.

MTCHECK_PYODIDE names a folder with Pyodide. If it is the full release, a whole check runs in it; the package of npm
lacks numpy and msgspec, so that only what needs neither does."""

from __future__ import annotations

import contextlib
import http.server
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import mtcheck

pytestmark = pytest.mark.slow  # programs are started

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "fixtures" / "seed.txt").read_text(encoding="utf-8")
PROGRAM = """
import json, sys
import numpy, msgspec  # as built for the machine; all else comes from site.zip
sys.path[:] = [sys.argv[1], *(p for p in sys.path if "site-packages" not in p and p != sys.argv[2])]
sys.meta_path[:] = [f for f in sys.meta_path if "editable" not in repr(f).lower()]
import glue, mtcheck
assert mtcheck.__file__.startswith(sys.argv[1]), mtcheck.__file__
for line in sys.stdin:
    print(json.dumps(glue.respond(*json.loads(line))), flush=True)
"""
STAND_IN = """
export async function loadPyodide() {
  return {
    loadPackage: async () => undefined,
    runPython: () => '/nowhere',
    unpackArchive: (data) => { if (data.byteLength < 1e6) throw new Error('no site.zip'); },
    pyimport: (name) => ({ respond: (path, body) => {
      const asked = new XMLHttpRequest();
      asked.open('POST', '/respond', false);
      asked.send(JSON.stringify([path, body]));
      return { toJs: () => JSON.parse(asked.responseText), destroy() {} };
    } }),
  };
}
"""


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("playground", ROOT / "scripts" / "playground.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the npm package; its pyodide.mjs is the stand-in."""
    folder = tmp_path_factory.mktemp("core")
    for name in script().CORE:
        (folder / name).write_text("", encoding="utf-8")
    (folder / "pyodide.mjs").write_text(STAND_IN, encoding="utf-8")
    packages = {name: {"file_name": f"{name}.whl", "sha256": "0" * 64} for name in script().BUILT}
    (folder / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(core: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    assert script().build(out, core, "https://example.org/full/") == ["numpy", "msgspec"]
    return out


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built / "site.zip") as site:
        site.extractall(folder)
    return folder


class Python:
    """A Python that has numpy and msgspec, and all else from site.zip."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-c", PROGRAM, str(folder), str(ROOT)]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment, cwd=folder)

    def ask(self, path: str, body: str) -> tuple[int, str, str]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([path, body]) + "\n")
        self.process.stdin.flush()
        status, kind, text = json.loads(self.process.stdout.readline())
        return status, kind, text

    def close(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0


@pytest.fixture(scope="module")
def python(unpacked: Path) -> Iterator[Python]:
    started = Python(unpacked)
    yield started
    started.close()


def test_it_answers_as_the_server_does(python: Python, monkeypatch: pytest.MonkeyPatch) -> None:
    from serving import serving

    monkeypatch.setattr("mtcheck.checking.registry._described", {})  # phrases that another test's configuration had
    wanted = {"text": SEED, "source": "", "format": "text", "before": {}, "rejected": [], "name": "seed.txt"}
    with serving() as served:
        for path in ("/page/check", "/page/report"):
            status, _, text = python.ask(path, json.dumps(wanted))
            assert status == 200
            there = served.ask("POST", path, wanted).body.decode()
            assert json.loads(text) == json.loads(there) if path == "/page/check" else text == there
        assert python.ask("/page/rule/CAP001", "")[2] == served.ask("GET", "/page/rule/CAP001").body.decode()


def test_findings_are_those_of_the_command_line(python: Python) -> None:
    told = json.loads(python.ask("/page/check", json.dumps({"text": SEED}))[2])
    found = mtcheck.check(SEED).findings
    assert len(found) > 5 and max(map(ord, SEED)) < 0x10000  # so that offsets in UTF-16 are code points
    assert [m[:2] for m in told["marks"]] == [[f.span.start, f.span.end] for f in found]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/page/check", "{}", 422), ("/page/rule/AAA999", "", 404), ("/page/none", '{"text": "A."}', 404)],
)
def test_what_cannot_be_answered_is_told(python: Python, path: str, body: str, status: int) -> None:
    got, kind, text = python.ask(path, body)
    assert (got, kind) == (status, "application/json") and json.loads(text)["error"]
    assert python.ask("/page/check", json.dumps({"text": "He saw the the man.", "format": "markdown"}))[0] == 200


def test_the_folder_is_whole(built: Path, unpacked: Path) -> None:
    """It works in any path: every link is relative and leads to a file."""
    shell = (built / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'(?:href|src)="([^"#]+)"', shell)
    assert {"engine.js", "page.js", "page.css", "icon.svg"} == set(links)
    assert all((built / name).is_file() for name in (*links, "worker.js", "settings.json", "site.zip"))
    assert shell.index("engine.js") < shell.index("page.js")
    assert "connect-src 'self' https://example.org;" in shell
    assert json.loads((built / "settings.json").read_text())["packageBaseUrl"] == "https://example.org/full/"
    assert not [p for p in unpacked.rglob("*") if p.suffix in {".so", ".pyd", ".pyc"}]


def test_it_says_why_it_cannot_be_built(core: Path, built: Path, tmp_path: Path) -> None:
    made = script()
    with pytest.raises(made.Failure, match="not empty"):
        made.build(built, core)
    with pytest.raises(made.Failure, match=r"no Pyodide: pyodide\.mjs"):
        made.build(tmp_path / "a", tmp_path)
    other = tmp_path / "core"
    shutil.copytree(core, other)
    (other / "numpy.whl").write_text("not numpy", encoding="utf-8")
    with pytest.raises(made.Failure, match=r"numpy\.whl is not the file"):
        made.build(tmp_path / "b", other)


def test_packages_that_are_there_are_copied(core: Path, tmp_path: Path) -> None:
    import hashlib

    other = tmp_path / "core"
    shutil.copytree(core, other)
    digest = hashlib.sha256(b"built").hexdigest()
    packages = {name: {"file_name": f"{name}.whl", "sha256": digest} for name in script().BUILT}
    (other / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    for name in packages:
        (other / f"{name}.whl").write_bytes(b"built")
    assert script().build(tmp_path / "site", other, "https://example.org/full/") == []
    assert (tmp_path / "site" / "pyodide" / "numpy.whl").read_bytes() == b"built"
    assert "example.org" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@contextlib.contextmanager
def hosted(folder: Path, python: Python | None = None) -> Iterator[str]:
    """A server of files, and of what the stand-in asks for."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def do_POST(self) -> None:
            assert python and self.path == "/respond"
            path, body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = json.dumps(python.ask(path, body)).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def opened(url: str) -> Iterator[Any]:
    """The page in headless Chromium."""
    api = pytest.importorskip("playwright.sync_api", reason="these tests need playwright")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium here")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(url)
        yield page
        browser.close()


def test_the_page_in_a_browser(built: Path, python: Python) -> None:
    """Typed, marked, fixed, a rule's page: with a stand-in for Pyodide, everything else as hosted."""
    with hosted(built, python) as url, opened(f"{url}/index.html") as page:
        page.fill("#text", SEED)
        page.wait_for_selector("#cards li")
        assert page.get_attribute("html", "data-engine") == "ready"
        assert page.locator("#cards > li").count() == len(mtcheck.check(SEED).findings)
        assert "55.0" in page.inner_text("#verdict")


def pyodide_folder(tmp_path: Path) -> Path:
    """Pyodide: the folder that is named, or the package of npm."""
    if named := os.environ.get("MTCHECK_PYODIDE"):
        return Path(named)
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm here")
    command = [npm, "install", "--no-audit", "--fetch-retries=0", "pyodide@314.0.7"]
    try:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry is too slow")
    if done.returncode:
        pytest.skip("Pyodide cannot be fetched")
    return tmp_path / "node_modules" / "pyodide"


IN_NODE = """
import { readFileSync } from 'node:fs';
const [folder, zip, seed] = process.argv.slice(2);
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const pyodide = await loadPyodide();
const place = pyodide.runPython('import site; site.getsitepackages()[0]');
pyodide.unpackArchive(new Uint8Array(readFileSync(zip)), 'zip', { extractDir: place });
const silent = { messageCallback() {}, errorCallback() {} };
await pyodide.loadPackage(['numpy', 'msgspec'], silent).catch(() => undefined);
pyodide.globals.set('text', readFileSync(seed, 'utf8'));
console.log('\\n' + pyodide.runPython(`
import ast, importlib, json, pathlib
importlib.invalidate_caches()
files = sorted(pathlib.Path(site.getsitepackages()[0], 'mtcheck').rglob('*.py'))
for file in files:
    compile(file.read_text(encoding='utf-8'), str(file), 'exec')
for name in ('jinja2', 'markupsafe', 'starlette.responses', 'markdown_it', 'mdit_py_plugins', 'yaml', 'pathspec'):
    importlib.import_module(name)
try:
    import numpy, msgspec
    import glue
    told = {'status': (answer := glue.respond('/page/check', json.dumps({'text': text})))[0]}
    told['marks'] = json.loads(answer[2])['marks']
except ModuleNotFoundError as e:
    told = {'missing': e.name}
json.dumps({'files': len(files), **told})
`));
"""


def test_pyodide_itself(built: Path, tmp_path: Path) -> None:
    """site.zip in Pyodide: all modules compile, dependencies are found; with numpy, a whole check."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js here")
    folder = pyodide_folder(tmp_path)
    (tmp_path / "run.mjs").write_text(IN_NODE, encoding="utf-8")
    command = [node, "run.mjs", str(folder.resolve()), str(built / "site.zip"), str(ROOT / "fixtures" / "seed.txt")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["files"] > 300
    if "marks" in told:
        assert [m[:2] for m in told["marks"]] == [[f.span.start, f.span.end] for f in mtcheck.check(SEED).findings]
    else:
        assert not list(folder.glob("numpy-*.whl")) and told["missing"] in ("numpy", "msgspec")  # and nothing else


def test_a_browser_without_numpy_says_so(tmp_path: Path) -> None:
    """The real Pyodide starts in the page's worker, and the page tells what is missing."""
    out = tmp_path / "site"
    if script().build(out, pyodide_folder(tmp_path)) == []:
        pytest.skip("the full release of Pyodide is here")
    with hosted(out) as url, opened(f"{url}/index.html") as page:
        page.wait_for_selector("html[data-engine]")
        assert page.get_attribute("html", "data-engine") == "failed"
        assert "The checker did not start" in page.inner_text("#problem")
