"""How many articles a second POST /check answers, beside mtcheck.check in the same run, and whether memory stays flat.

Needs wrk (apt-get install wrk), which asks from 127.0.0.1 only. The server has one worker on one core, wrk the other;
rates are medians of rounds in turn, by the clock and by the CPU time of the process that checks, which says more where
other programs run beside. Memory is read while 20,000 different short articles are checked.

    python benchmarks/serve_load.py [--rounds 3] [--seconds 10] [--requests 20000]
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "fixtures" / "seed.txt"
TICKS = os.sysconf("SC_CLK_TCK")
DIRECT = """
import sys, time, mtcheck
text, seconds = open(sys.argv[1], encoding="utf-8").read(), float(sys.argv[2])
for _ in range(5):
    mtcheck.check(text)
n, begin, cpu = 0, time.perf_counter(), time.process_time()
while time.perf_counter() - begin < seconds:
    mtcheck.check(text)
    n += 1
print(n / (time.perf_counter() - begin), n / (time.process_time() - cpu))
"""
SAME = 'wrk.method = "POST"; wrk.headers["Content-Type"] = "application/json"; wrk.body = [==[%s]==]'
VARIED = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local n = %d
request = function()
  n = n + 1
  local text = "The minister said the the talks of group " .. n %% 977 .. " would go on For three days. " ..
    "In 2019, " .. n %% 331 .. " people came to the town, and " .. n %% 499 .. " of them they was glad."
  return wrk.format(nil, nil, nil, '{"text": "' .. text .. '"}')
end
"""


def pinned(core: int) -> Callable[[], None]:
    """What a new process does first: it keeps to one core."""
    return lambda: os.sched_setaffinity(0, {core})


@contextmanager
def server(core: int) -> Iterator[tuple[int, int]]:
    """(port, process id) of a server on one core."""
    command = [sys.executable, "-m", "mtcheck", "serve", "--port", "0", "--isolated"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=pinned(core))
    try:
        assert process.stderr is not None
        found = re.search(r":(\d+)/", process.stderr.readline())
        assert found
        yield int(found[1]), process.pid
    finally:
        process.terminate()
        process.wait(20)


def cpu_of(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_of(pid: int) -> float:
    """Resident megabytes of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def wrk(port: int, script: str, seconds: float, core: int) -> tuple[int, float, int]:
    """(answers, seconds, answers that were errors) of a load of four connections."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        url = f"http://127.0.0.1:{port}/check"
        command = ["wrk", "-t1", "-c4", f"-d{seconds:g}s", "--timeout", "30s", "-s", file.name, url]
        out = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=pinned(core)).stdout
    done = re.search(r"(\d+) requests in ([\d.]+)(m?)s?", out)
    assert done, out
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return int(done[1]), float(done[2]) * (60 if done[3] == "m" else 1), int(bad[1]) if bad else 0


def rates(rounds: int, seconds: float, cores: tuple[int, int]) -> None:
    """Print both rates and their ratio."""
    direct: list[tuple[float, float]] = []
    served: list[tuple[float, float]] = []
    script = SAME % json.dumps({"text": SEED.read_text(encoding="utf-8")})
    with server(cores[0]) as (port, pid):
        wrk(port, script, 2, cores[1])
        for _ in range(rounds):
            command = [sys.executable, "-c", DIRECT, str(SEED), str(seconds)]
            out = subprocess.run(
                command,
                capture_output=True,
                text=True,
                check=True,
                preexec_fn=lambda: os.sched_setaffinity(0, {cores[0]}),
            ).stdout
            by_clock, by_cpu = map(float, out.split())
            direct.append((by_clock, by_cpu))
            before = cpu_of(pid)
            n, took, bad = wrk(port, script, seconds, cores[1])
            served.append(((n - bad) / took, n / (cpu_of(pid) - before)))
            post, post_cpu = served[-1]
            told = f"  check {by_clock:6.1f}/s {by_cpu:6.1f}/cpu-s   POST {post:6.1f}/s {post_cpu:6.1f}/cpu-s"
            print(told, flush=True)
    for k, what in enumerate(("by the clock", "by CPU time")):
        a, b = median(x[k] for x in direct), median(x[k] for x in served)
        print(f"{what}: mtcheck.check {a:.1f}, POST /check {b:.1f} a second, ratio {b / a:.2f}")


def memory(requests: int, cores: tuple[int, int]) -> None:
    """Print resident memory while so many different articles are checked."""
    with server(cores[0]) as (port, pid):
        done = bad = 0
        begin = time.monotonic()
        while done < requests:
            n, _, wrong = wrk(port, VARIED % (done * 10), 10, cores[1])
            done, bad = done + n, bad + wrong
            print(
                f"  {done:6,} requests, {bad} errors, {memory_of(pid):.0f} MB, {time.monotonic() - begin:.0f} s",
                flush=True,
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--requests", type=int, default=20_000)
    args = parser.parse_args()
    if not shutil.which("wrk"):
        print("this needs wrk: apt-get install wrk")
        return 2
    have = sorted(os.sched_getaffinity(0))
    cores = have[0], have[-1]
    if args.rounds:
        rates(args.rounds, args.seconds, cores)
    if args.requests:
        memory(args.requests, cores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
