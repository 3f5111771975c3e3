"""How large the HTML report on many articles is, and how fast Chromium opens it.

    python benchmarks/pages.py [--articles 500] [--text FILE]

Each article is the sample article, which has more findings than most. Times are those of the page itself (first paint,
loaded) and the CPU seconds of the browser's process that shows it, which say more where other programs run beside.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import mtcheck
from mtcheck.checking.gate import Gate
from mtcheck.report.formats import reporter
from mtcheck.report.summary import Summary

SEED = Path(__file__).resolve().parent.parent / "fixtures" / "seed.txt"
TIMES = """[performance.getEntriesByName('first-contentful-paint')[0].startTime,
            performance.getEntriesByType('navigation')[0].loadEventEnd]"""


def written(path: Path, text: str, articles: int) -> int:
    """Write a report on so many articles; its bytes."""
    report, out = mtcheck.check(text), io.StringIO()
    writer, summary = reporter("html", out), Summary(Gate())
    for k in range(articles):
        writer.file(f"articles/engine-{'abc'[k % 3]}/article-{k}.txt", summary.add("x", report))
    writer.end(summary, ())
    data = out.getvalue().encode()
    path.write_bytes(data)
    return len(data)


def renderer_cpu() -> float:
    """CPU seconds of the processes below this one that show pages."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{process}/stat").read_text(errors="replace").rsplit(")", 1)[1].split()
            shows = b"--type=renderer" in Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        parents[int(process)] = int(fields[1])
        used[int(process)] = int(fields[11]) + int(fields[12]) if shows else 0

    def below(process: int) -> bool:
        return process == os.getpid() or (process in parents and below(parents[process]))

    return sum(n for process, n in used.items() if below(process)) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--text", type=Path, default=SEED)
    args = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "report.html"
        size = written(path, args.text.read_text(encoding="utf-8"), args.articles)
        print(f"{args.articles} articles: {size:,} bytes; load average {os.getloadavg()[0]:.1f}")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for _ in range(5):
            page.goto("data:text/html,<p>warm")
            before = renderer_cpu()
            page.goto(path.as_uri())
            page.wait_for_timeout(200)
            paint, loaded = page.evaluate(TIMES)
            cpu = renderer_cpu() - before
            print(f"  first paint {paint:.0f} ms, loaded {loaded:.0f} ms, {cpu:.2f} CPU seconds")
        browser.close()


if __name__ == "__main__":
    main()
