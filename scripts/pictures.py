"""Write docs/pictures/: the report and the local page with the sample article, as Chromium shows them.

Needs playwright and Chromium. They are made by hand when the pages change: fonts differ from machine to machine.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.project.loading import load  # noqa: E402
from mtcheck.serve.desk import Desk  # noqa: E402
from mtcheck.serve.running import listening, server  # noqa: E402

TARGET = ROOT / "docs" / "pictures"
SEED = ROOT / "fixtures" / "seed.txt"
NAMES = ("chromium", "chromium-browser", "google-chrome")
SIZE = {"width": 1180, "height": 720}
STILL = 400  # milliseconds until nothing moves


def main() -> int:
    chromium = next((path for name in NAMES if (path := shutil.which(name))), None)
    if chromium is None:
        print("this needs Chromium: apt-get install chromium")
        return 2
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        _report(browser, Path(folder))
        _many(browser, Path(folder))
        _page(browser)
        browser.close()
    print(f"wrote {', '.join(p.name for p in sorted(TARGET.iterdir()))}")
    return 0


def _opened(browser: Browser, url: str, scheme: str) -> Page:
    page = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(url)
    return page


def _shot(page: Page, name: str) -> None:
    page.wait_for_timeout(STILL)
    page.screenshot(path=TARGET / name)
    page.close()


def _written(out: Path, base: Path, path: str) -> str:
    """The address of a report on a file or a folder, named from its base."""
    command = [sys.executable, "-m", "mtcheck", "check", path, "--isolated", "--output", f"html:{out}"]
    subprocess.run(command, cwd=base)  # some fail, which is no error here
    return out.as_uri()


def _report(browser: Browser, folder: Path) -> None:
    page = _opened(browser, _written(folder / "r.html", ROOT / "fixtures", "seed.txt"), "light")
    page.locator("#a1m5").click()
    page.evaluate("window.scrollTo(0, 330)")
    _shot(page, "report.png")


def _many(browser: Browser, folder: Path) -> None:
    """The sample article in versions of which each lacks some paragraphs, beside articles that people wrote."""
    paragraphs = SEED.read_text(encoding="utf-8").split("\n")
    texts = folder / "articles"
    for k in range(len(paragraphs)):
        engine = texts / f"engine-{'ab'[k % 2]}"
        engine.mkdir(parents=True, exist_ok=True)
        rest = paragraphs[: 2 * k % 13] + paragraphs[2 * k % 13 + 2 + k % 2 :]
        (engine / f"talks-{k + 1}.txt").write_text("\n".join(rest), encoding="utf-8")
    shutil.copytree(ROOT / "fixtures" / "human", texts / "editors")
    _shot(_opened(browser, _written(folder / "r.html", folder, "articles"), "light"), "many.png")


def _page(browser: Browser) -> None:
    sock = listening("127.0.0.1", 0)
    answering = server(Desk(load(isolated=True)), "127.0.0.1", "")
    thread = threading.Thread(target=answering.run, args=([sock],), daemon=True)
    thread.start()
    page = _opened(browser, f"http://127.0.0.1:{sock.getsockname()[1]}/", "dark")
    page.fill("#text", SEED.read_text(encoding="utf-8"))
    page.locator(".card").first.wait_for()
    page.keyboard.press("F8")
    page.evaluate("window.scrollTo(0, 70)")
    _shot(page, "page.png")
    answering.should_exit = True
    thread.join(10)


if __name__ == "__main__":
    sys.exit(main())
