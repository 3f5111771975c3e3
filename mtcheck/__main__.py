"""The program: `mtcheck` or `python -m mtcheck`."""

import os
import sys

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """One thread for linear algebra: the matrices are small, and threads that wait for each other cost several
    times the CPU time that the work does. This must be said before numpy is loaded, and is the program's own affair:
    the library leaves the threads of its host alone.
    """
    for name in THREADS:
        os.environ.setdefault(name, "1")


def run() -> int:
    """Run the command line; the exit code."""
    one_thread()
    from mtcheck.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(run())
