"""Finds and reads the configuration: mtcheck.toml, or a pyproject.toml with [tool.mtcheck], nearest upwards."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from mtcheck.project.environment import CONFIG, from_environment, variable_of
from mtcheck.project.keys import KEYS, PROFILES, ConfigError, checked
from mtcheck.project.project import COMMAND, Project
from mtcheck.project.trust import inside, tree_of

OWN, SHARED = "mtcheck.toml", "pyproject.toml"
LARGEST = 1_000_000  # bytes of a configuration file


def load(
    paths: Sequence[str] = (),
    *,
    config: str | None = None,
    isolated: bool = False,
    given: Mapping[str, Any] | None = None,
    environ: Mapping[str, str] | None = None,
    cwd: str | None = None,
) -> Project:
    """The settings in force: defaults, then the profile, then the file, then those of `environ` (MTCHECK_FAIL_ON),
    then what was `given` as options. `isolated`: neither a file nor the environment counts.

    Without `config`, the file is the nearest one upwards from the folder that the paths share, or else from the
    working folder. Raises ConfigError.
    """
    cwd = cwd or os.getcwd()
    environ = {} if isolated or environ is None else environ
    config = config or environ.get(CONFIG) or None
    file = None if isolated else config or nearest(_start(paths, cwd))
    if file and config is None and not inside(file, tree_of(os.path.dirname(file))):
        raise ConfigError(f"{shown_path(file)} is a link out of the tree; if you trust it, name it with --config")
    table = read_table(file) if file else {}
    options = {name: value for name, value in (given or {}).items() if value is not None}
    checked(options, COMMAND)
    told = from_environment(environ)
    left_out = table.get("ignore", [])
    for layer in (told, options):
        if "ignore" in layer:  # to what the project leaves out, these only add
            layer["ignore"] = left_out = [*left_out, *layer["ignore"]]
    values, origins = _merged(table, file, told, options)
    root = os.path.dirname(os.path.abspath(file)) if file else cwd
    project = Project(root, file, values, origins, vouched=config is not None)
    _ = project.lists  # a list that cannot be read is a mistake like another
    return project


def _merged(
    table: Mapping[str, Any], file: str | None, told: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    values: dict[str, Any] = {key.name: key.default for key in KEYS}
    origins = dict.fromkeys(values, "default")
    profile = {**values, **table, **told, **options}["profile"]
    for layer, origin in (
        (_profile(profile, {**table, **told}.get("profiles", {})), f"profile {profile}"),
        (table, shown_path(file) if file else ""),
        (told, None),
        (options, COMMAND),
    ):
        for name, value in layer.items():
            values[name] = value
            origins[name] = origin or variable_of(name)
    return values, origins


def _profile(name: str, own: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    if name in own:
        return own[name]
    if name in PROFILES:
        return PROFILES[name]
    import difflib

    known = [*own, *PROFILES]
    close = difflib.get_close_matches(name, known, 1)
    raise ConfigError(f"no profile {name!r}; " + (f"did you mean {close[0]!r}?" if close else f"known: {known}"))


def _start(paths: Sequence[str], cwd: str) -> str:
    """The folder that the paths share."""
    real = [os.path.join(cwd, p) for p in paths if p != "-"]
    if not real:
        return cwd
    try:
        common = os.path.commonpath(real)
    except ValueError:  # on different drives
        return cwd
    return common if os.path.isdir(common) else os.path.dirname(common)


def nearest(folder: str) -> str | None:
    """The configuration file of a folder: its own, or the nearest one above."""
    folder = os.path.abspath(folder)
    while True:
        if found := configured_in(folder):
            return found
        up = os.path.dirname(folder)
        if up == folder:
            return None
        folder = up


def configured_in(folder: str) -> str | None:
    """The configuration file that stands in a folder."""
    own, shared = os.path.join(folder, OWN), os.path.join(folder, SHARED)
    if os.path.isfile(own):
        return own
    return shared if os.path.isfile(shared) and _mentions(shared) else None


def _mentions(path: str) -> bool:
    """Whether a pyproject.toml has a table for mtcheck; no TOML parser is loaded for those that do not."""
    try:
        with open(path, "rb") as file:
            return b"tool.mtcheck" in file.read(LARGEST)
    except OSError:
        return False


def read_table(path: str) -> dict[str, Any]:
    """The checked table of a configuration file. Raises ConfigError."""
    import tomllib

    name = shown_path(path)
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ConfigError(f"{name}: larger than a configuration may be ({LARGEST:,} bytes)")
        whole = tomllib.loads(data.decode())
    except OSError as e:
        raise ConfigError(f"{name}: {(e.strerror or str(e)).lower()}") from None
    except ConfigError:
        raise
    except (ValueError, RecursionError) as e:  # TOML, its encoding, or a number of more digits than Python takes
        raise ConfigError(f"{name}: no valid TOML: {e}") from None
    tool = whole.get("tool", {})
    inner = tool.get("mtcheck") if isinstance(tool, dict) else None
    if os.path.basename(path) == SHARED:
        table = {} if inner is None else inner
    else:
        table = inner if inner is not None and set(whole) == {"tool"} else whole
    if not isinstance(table, dict):
        raise ConfigError(f"{name}: tool.mtcheck must be a table, not {table!r}")
    checked(table, name)
    return dict(table)


def shown_path(path: str) -> str:
    """The path from the working folder, if it lies below it."""
    short = os.path.relpath(path)
    return path if short.startswith(os.pardir) else short
