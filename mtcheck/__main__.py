"""The program: `mtcheck` or `python -m mtcheck`."""

import _signal as signal  # type: ignore[import-not-found]  # without enumerations, whose making takes longer than this
import gc
import os
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
COLLECTED = 100_000  # objects that are made before the collector looks for circles: more than a short run makes


def one_thread() -> None:
    """One thread for linear algebra: the matrices are small, and threads that wait for each other cost several
    times the CPU time that the work does. This must be said before numpy is loaded, and is the program's own affair:
    the library leaves the threads of its host alone.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def reserve_streams() -> None:
    """Open what the shell has closed (`>&-`), so that no file that is opened later gets its number and what was meant
    for people. Reading and writing there fail, as they would; standard error falls silent."""
    for number, mode in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest number that is free: this one
    if sys.stdin is None:
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)


def _interruptible(on: bool) -> None:
    """Before and after the run an interrupt ends the program at once, in between as the run wants it."""
    if signal.getsignal(signal.SIGINT) in (signal.SIG_DFL, signal.default_int_handler):
        signal.signal(signal.SIGINT, signal.default_int_handler if on else signal.SIG_DFL)


def _end(number: int, frame: object) -> None:
    """End at once: processes end with the one that began them, and files have no name before they are finished. Where
    they must have one, it is taken away. To unwind from wherever the program stands could wait for ever."""
    if outputs := sys.modules.get("mtcheck.run.outputs"):
        outputs.forget_unfinished()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _leave(code: int) -> None:
    """End the process as it is, once everything is written: to take its objects apart one by one takes as long as to
    check a short text. Returns if that must wait for something."""
    threads = sys.modules.get("threading")
    if threads and threads.active_count() > 1:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    import atexit

    atexit._run_exitfuncs()
    os._exit(code)


def run() -> int:
    """Run the command line; the exit code."""
    gc.set_threshold(COLLECTED, 20, 20)
    _interruptible(False)
    reserve_streams()
    one_thread()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # with nohup it is not
            signal.signal(number, _end)
    from mtcheck.cli.main import main

    _interruptible(True)
    try:
        code = main()
    finally:
        _interruptible(False)
    _leave(code)
    return code


if __name__ == "__main__":
    sys.exit(run())
