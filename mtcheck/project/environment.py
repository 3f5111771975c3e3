"""Settings in environment variables: MTCHECK_FAIL_ON is the key fail-on. They come after the file, before options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtcheck.project.keys import BY_NAME, FLAG, TEXTS, ConfigError, Kind, checked

PREFIX = "MTCHECK_"
CONFIG = f"{PREFIX}CONFIG"  # in place of --config
FLAGS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
NEAR = 0.8  # how much a name must be like that of a key to be taken for a misspelling of it


def variable_of(name: str) -> str:
    """The variable of a key."""
    return PREFIX + name.replace("-", "_").upper()


def from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The values that the environment gives to keys; an empty variable gives none. Variables that are no key's are
    somebody else's, but one that nearly is a key's is refused. Raises ConfigError."""
    out: dict[str, Any] = {}
    for variable, text in environ.items():
        if not variable.startswith(PREFIX) or variable == CONFIG or not text.strip():
            continue
        name = variable.removeprefix(PREFIX).lower().replace("_", "-")
        if name in BY_NAME:
            out[name] = _value(BY_NAME[name].kind, text.strip())
            checked({name: out[name]}, variable)
        else:
            _refuse_misspelt(variable, name)
    return out


def _value(kind: Kind, text: str) -> Any:
    """A text as a value: lists have commas, numbers and tables are written as in TOML. What is nothing of the kind
    stays a text, which the check of the key refuses."""
    if kind is FLAG:
        return FLAGS.get(text.lower(), text)
    if kind is TEXTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if kind.schema.get("type") == "string" or "enum" in kind.schema:
        return text
    import tomllib

    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):  # TOML, or a number of more digits than Python takes
        return text


def _refuse_misspelt(variable: str, name: str) -> None:
    import difflib

    if close := difflib.get_close_matches(name, [*BY_NAME, "config"], 1, NEAR):
        raise ConfigError(f"{variable}: no such setting; did you mean {variable_of(close[0])}?")
