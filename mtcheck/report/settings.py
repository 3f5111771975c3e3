"""What `mtcheck config` prints: each setting in force and where it comes from."""

from __future__ import annotations

import json
from typing import Any, TextIO

from mtcheck.project.keys import KEYS
from mtcheck.project.loading import shown_path
from mtcheck.project.project import Project
from mtcheck.report.cells import harmless, shown


def settings_dict(project: Project, path: str | None) -> dict[str, Any]:
    """For programs."""
    out: dict[str, Any] = {
        "file": project.file,
        "settings": {k.name: {"value": project[k.name], "origin": project.origins[k.name]} for k in KEYS},
    }
    if path:
        out["path"] = path
        out["excluded"] = project.filter.leaves_out(path, folder=False)
        out["ignore"] = list(project.settings_for(path).ignore)
    return out


def write_settings(stream: TextIO, project: Project, path: str | None) -> None:
    """For people: as in mtcheck.toml, the origin as a comment."""
    where = shown_path(project.file) if project.file else "no configuration file"
    stream.write(harmless(f"# {shown(where)}\n"))
    rows = [(k.name, _toml(project[k.name]), project.origins[k.name]) for k in KEYS]
    widest = min(60, max(len(f"{name} = {value}") for name, value, _ in rows))
    for name, value, origin in rows:
        left = f"{name} = {value}" if value else f"# {name} is not set"
        stream.write(harmless(f"{shown(left):{widest}}  # {shown(origin)}\n"))
    if path and (ignored := project.settings_for(path).ignore):
        stream.write(harmless(f"# left out in {shown(path)}: {', '.join(ignored)}\n"))


def _toml(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        inner = ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {_toml(v)}" for k, v in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
