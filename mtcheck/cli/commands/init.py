"""`mtcheck init`: a configuration to begin with."""

from __future__ import annotations

import os

import click

from mtcheck.cli.options import HERE, command, path


@command(short_help="Write a commented mtcheck.toml.")
@click.argument("folder", metavar="[DIR]", default=HERE, type=path)
def init(folder: str) -> int:
    """Write mtcheck.toml into a folder (the working folder): every setting, commented out, and what it means.

    A configuration that is there stays as it is (exit 2).
    """
    from mtcheck.cli.running import BROKEN, PASSED, tell
    from mtcheck.project.loading import OWN, configured_in
    from mtcheck.project.template import template
    from mtcheck.run.outputs import write_whole

    if there := configured_in(folder):
        tell(there, "is there already; `mtcheck config` shows what it says")
        return BROKEN
    target = os.path.join(folder, OWN)
    try:
        if os.path.lexists(target):  # a link to nowhere
            raise FileExistsError(17, "file exists")
        write_whole(target, template().encode())
    except OSError as e:
        tell(target, f"cannot write: {(e.strerror or str(e)).lower()}")
        return BROKEN
    tell(target, "written; all in it is commented out")
    return PASSED
