"""Write mtcheck/serve/openapi.json: the description of POST /check, with the schema of the JSON report in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mtcheck.report.json import dumps
from mtcheck.serve.bounds import USUAL

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "report.schema.json"
TARGET = ROOT / "mtcheck" / "serve" / "openapi.json"
ERRORS = {
    "400": "The body is no JSON.",
    "401": "The token is missing or wrong.",
    "403": "The Host or the Origin is not this server's.",
    "408": "The body did not arrive in time.",
    "413": "The text or the body is too large.",
    "415": "The body is not application/json.",
    "422": "The body is not of this form.",
    "500": "An error of mtcheck's own.",
    "503": "Too many texts are waiting, or the check took too long.",
}


def written() -> str:
    """The description, as OpenAPI 3.1."""
    text = {"type": "string"}
    request = {
        "type": "object",
        "properties": {
            "text": {**text, "description": f"The article, of at most {USUAL.text:,} code points."},
            "source": {"anyOf": [text, {"type": "null"}], "description": "What it was translated from; as long."},
            "source_lang": {
                "anyOf": [{"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"}, {"type": "null"}],
                "description": "The code of the source's language; without it, it is detected.",
            },
            "format": {"enum": ["text", "markdown", "html"], "default": "text"},
            "readability": {"type": "boolean", "default": False, "description": "Whether to give these figures."},
        },
        "required": ["text"],
        "additionalProperties": False,
    }
    return dumps(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "mtcheck",
                "version": "1",
                "summary": "Finds what machine translation did to English articles.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "paths": {"/check": {"post": _operation()}},
            "components": {
                "schemas": {"Request": request, **_schemas()},
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )


def _operation() -> dict[str, Any]:
    def body(name: str) -> dict[str, Any]:
        return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}

    found = {"200": {"description": "What was found.", "content": body("Report")}}
    errors = {status: {"description": why, "content": body("Error")} for status, why in ERRORS.items()}
    return {
        "operationId": "check",
        "summary": "Check one article.",
        "description": "Offsets are code points, half-open, into the text without a byte order mark. "
        "A text that cannot be read or judged has no score; why_not says why.",
        "security": [{}, {"token": []}],
        "requestBody": {"required": True, "content": body("Request")},
        "responses": found | errors,
    }


def _schemas() -> dict[str, Any]:
    """The parts of the report's schema; a file of it, without its path, is what is answered."""
    parts: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8").replace("#/$defs/", "#/components/schemas/"))[
        "$defs"
    ]
    report = parts.pop("file")
    report["properties"].pop("path")
    report["required"].remove("path")
    error = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
    return {"Report": report, "Error": error, **parts}


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
