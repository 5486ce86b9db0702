"""The OpenAPI document: what FastAPI gives, with the open names that clients must survive."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.problems import MEDIA_TYPE, Problem
from app.engine.engine import Engine

Json = dict[str, Any]

_PROBLEMS = {
    "401": "A key is needed.",
    "403": "The key does not allow this.",
    "404": "There is no such thing.",
    "409": "It contradicts what is there.",
    "413": "The request is too large.",
    "415": "The body is not of a type that is taken.",
    "422": "The request breaks the contract.",
    "500": "The service failed; nothing was judged.",
    "503": "The history does not answer now.",
}
_WITH_BODY = frozenset(("413", "415", "422"))
_WITH_HISTORY = frozenset(("409", "503"))
HISTORY_TAG = "sending"


def openapi_document(application: FastAPI, engine: Engine) -> Json:
    """Generate the document."""
    document = get_openapi(
        title=application.title,
        version=application.version,
        openapi_version="3.1.0",
        summary="Checks a message to an Amazon buyer before it is sent.",
        routes=application.routes,
    )
    schemas: Json = document["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = Problem.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schemas["Problem"].pop("$defs", None)
    schemas["ProblemDetail"] = Problem.model_json_schema(mode="serialization")["$defs"][
        "ProblemDetail"
    ]
    schemas["KnownRuleId"] = {
        "type": "string",
        "title": "KnownRuleId",
        "description": "The rules of this release; others may come.",
        "enum": [rule.id for rule in engine.rules],
    }
    schemas["KnownFamily"] = {
        "type": "string",
        "title": "KnownFamily",
        "description": "The families of this release; others may come.",
        "enum": sorted({rule.family for rule in engine.rules}),
    }
    for schema in schemas.values():
        _open_names(schema)
        _describe_references(schema, schemas)
    for path in document["paths"].values():
        for operation in path.values():
            _add_problems(operation)
    document["components"]["securitySchemes"] = {
        "apiKey": {"type": "http", "scheme": "bearer", "description": "An API key of a seller."}
    }
    document["security"] = [{"apiKey": []}, {}]
    return document


def _describe_references(schema: Json, schemas: Json) -> None:
    """Give a member that is but a reference the description that it shares with its target."""
    for member in schema.get("properties", {}).values():
        if "$ref" in member and "description" not in member:
            member["description"] = schemas[member["$ref"].rpartition("/")[2]]["description"]


def _open_names(schema: Json) -> None:
    """Write marked texts as `anyOf` of the known names and any text."""
    for name, member in schema.get("properties", {}).items():
        known = member.get("x-presend-open")
        if known is not None:
            schema["properties"][name] = {
                "anyOf": [{"$ref": f"#/components/schemas/{known}"}, {"type": "string"}],
                "title": member.get("title", name),
                "description": member["description"],
                "examples": member["examples"],
            }


def _add_problems(operation: Json) -> None:
    responses: Json = operation["responses"]
    responses.pop("422", None)
    takes_body = "requestBody" in operation
    takes_path = any(p.get("in") == "path" for p in operation.get("parameters", ()))
    for status, words in _PROBLEMS.items():
        if status in _WITH_BODY and not takes_body:
            continue
        if status == "404" and not takes_path:
            continue
        if status in _WITH_HISTORY and HISTORY_TAG not in operation.get("tags", ()):
            continue
        responses[status] = {
            "description": words,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
