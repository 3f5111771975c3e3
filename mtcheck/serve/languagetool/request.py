"""What is asked: the parameters of a check, from a form, a query or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from mtcheck.reading.base import File
from mtcheck.serve.languagetool.annotated import BadRequest, annotated, plain
from mtcheck.text.binary import BINARY

AUTO = "auto"
ENGLISH = re.compile(r"en(?:-[a-z]{2,4})*", re.IGNORECASE)
CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
VARIANT = "en-US"  # what English is taken for where a client leaves it open
RAW = re.compile(r"text=(.*)&language=([\w-]+)((?:&(?:username|apiKey)=[^&]*)*)", re.DOTALL)
MOST_FIELDS = 100
MISSING = "Missing 'text' or 'data' parameter"
TRUE = ("true", "yes", "on", "1")
LISTS = ("enabledRules", "disabledRules", "enabledCategories", "disabledCategories")


class Check(NamedTuple):
    """A check that is asked for. Rules and categories are ids as clients know them, of any server; `language` is a
    code, or AUTO; `variant`: the kind of English that the client takes the text for."""

    file: File
    language: str
    variant: str = VARIANT
    picky: bool = False
    enabled_only: bool = False
    enabled_rules: tuple[str, ...] = ()
    disabled_rules: tuple[str, ...] = ()
    enabled_categories: tuple[str, ...] = ()
    disabled_categories: tuple[str, ...] = ()

    @property
    def english(self) -> bool:
        """Whether the client says, or does not deny, that the text is English."""
        return self.language == AUTO or bool(ENGLISH.fullmatch(self.language))


Fields = Mapping[str, Any]


def asked_in(query: str, body: bytes, media: str) -> tuple[dict[str, Any], Check]:
    """The parameters in a request, and the check that they ask for. Raises BadRequest."""
    fields = fields_of(query, body, media)
    return fields, check_of(fields)


def fields_of(query: str, body: bytes, media: str) -> dict[str, Any]:
    """The parameters in a query and in a body (a form, or JSON); the body's hold. Raises BadRequest."""
    try:
        out: dict[str, Any] = _form(query)
        if media == "application/json":
            told = json.loads(body or b"{}")
            if not isinstance(told, dict):
                raise BadRequest("the body must be a JSON object")
            return {**out, **told}
        form = body.decode("utf-8", "replace")
        return {**out, **(_unescaped(form) or _form(form))}
    except BadRequest:
        raise
    except (ValueError, RecursionError) as e:  # JSON, its encoding, or too many fields
        raise BadRequest(f"Could not parse the request: {e}") from None


def _form(form: str) -> dict[str, Any]:
    """The fields of a form. Raises ValueError for too many."""
    return dict(parse_qsl(form, keep_blank_values=True, max_num_fields=MOST_FIELDS))


def _unescaped(form: str) -> dict[str, Any]:
    """The fields of a form whose text is not escaped, as LibreOffice 7.4 sends it: spaces and letters beyond ASCII
    stand in it as they are, and so do & and +. Empty for any other."""
    found = RAW.fullmatch(form)
    if not found or (found[1].isascii() and not any(c.isspace() for c in found[1])):
        return {}
    return {**_form(found[3]), "text": found[1], "language": found[2]}


def check_of(fields: Fields) -> Check:
    """The check that parameters ask for. Raises BadRequest, worded as clients are used to."""
    if ("text" in fields) == ("data" in fields):
        both = "text" in fields
        raise BadRequest(
            "Set only 'text' or 'data' parameter, not both" if both else "Missing 'text' or 'data' parameter"
        )
    language = _string(fields, "language")
    if not language:
        raise BadRequest("Missing 'language' parameter, e.g. 'language=en-US' for American English or 'language=auto'")
    if language != AUTO and not CODE.fullmatch(language):
        raise BadRequest(f"{language[:20]!r} is not a language code")
    ids = {name: _ids(fields, name) for name in LISTS}
    only = _string(fields, "enabledOnly").lower() in TRUE
    if only and (ids["disabledRules"] or ids["disabledCategories"]):
        raise BadRequest("You cannot specify disabled rules or categories using enabledOnly=true")
    if only and not (ids["enabledRules"] or ids["enabledCategories"]):
        raise BadRequest("You must specify enabled rules or categories when using enabledOnly=true")
    file = annotated(fields["data"]) if "data" in fields else plain(_string(fields, "text"))
    if "\0" in file.text:
        raise BadRequest(BINARY)
    return Check(
        file,
        language,
        _variant(fields, language),
        _string(fields, "level").lower() == "picky",
        only,
        ids["enabledRules"],
        ids["disabledRules"],
        ids["enabledCategories"],
        ids["disabledCategories"],
    )


def _variant(fields: Fields, language: str) -> str:
    """The kind of English: the language's own, or the first that the client prefers."""
    wanted = [language] if language != AUTO else _ids(fields, "preferredVariants")
    found = next((code for code in wanted if ENGLISH.fullmatch(code)), VARIANT)
    lang, _, region = found.partition("-")
    return f"{lang.lower()}-{region.upper()}" if region else lang.lower()


def _ids(fields: Fields, name: str) -> tuple[str, ...]:
    value = fields.get(name)
    words = value if isinstance(value, list) else _string(fields, name).split(",")
    return tuple(str(word).strip() for word in words if str(word).strip())


def _string(fields: Fields, name: str) -> str:
    """A parameter as a string; "" if it is not there. Raises BadRequest for other kinds in JSON."""
    value = fields.get(name)
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, str):
        return value or ""
    raise BadRequest(f"'{name}' must be a string")
