"""The one door for JSON: strict about what other parsers let pass, and exact about where."""

import json
from collections.abc import Callable
from typing import Any

from app.api.problems import MalformedError, ProblemDetail


class _Misfit(dict[str, Any]):
    """Stands in the parsed document where something must not be."""

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


def parse_json(raw: bytes) -> Any:  # noqa: ANN401 -- a JSON document is anything until validated
    """Parse a JSON document.

    Raises:
        MalformedError: not UTF-8, not JSON, nested too deeply, a duplicate key, NaN and its
            kin, or half a surrogate pair.
    """
    misfits: list[_Misfit] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            misfits.append(_Misfit("A key stands here more than once."))
            return misfits[-1]
        return found

    def refuse(_: str) -> _Misfit:
        misfits.append(_Misfit("This is not a number in JSON."))
        return misfits[-1]

    document = _loads(raw, unique, refuse)
    if misfits:
        misfit = misfits[0]
        raise _malformed(_pointer_to(document, lambda node: node is misfit), misfit.detail)
    if rb"\ud" in raw or rb"\uD" in raw:
        pointer = _pointer_to(document, _has_lone_surrogate)
        if pointer is not None:
            raise _malformed(pointer, "This text holds half a surrogate pair.")
    return document


def _loads(
    raw: bytes,
    unique: Callable[[list[tuple[str, Any]]], dict[str, Any]],
    refuse: Callable[[str], object],
) -> Any:  # noqa: ANN401 -- a JSON document is anything until validated
    try:
        return json.loads(raw.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=refuse)
    except UnicodeDecodeError as error:
        raise _malformed("", f"The body is not UTF-8 at byte {error.start}.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _malformed("", f"The body is not JSON: {error.msg} at {where}.") from None
    except RecursionError:
        raise _malformed("", "The body is nested too deeply.") from None
    except ValueError:
        raise _malformed("", "The body holds a number with too many digits.") from None


def _malformed(pointer: str | None, detail: str) -> MalformedError:
    return MalformedError((ProblemDetail(pointer=pointer or "", detail=detail),))


def _has_lone_surrogate(node: object) -> bool:
    if isinstance(node, dict):
        return any(_has_lone_surrogate(key) for key in node)
    return isinstance(node, str) and any("\ud800" <= c <= "\udfff" for c in node)


def _pointer_to(document: object, is_wanted: Callable[[object], bool]) -> str | None:
    """Find where the first node in document order stands of which something is true."""
    stack: list[tuple[object, str]] = [(document, "")]
    while stack:
        node, pointer = stack.pop()
        if is_wanted(node):
            return pointer
        below: list[tuple[object, str]] = []
        if isinstance(node, dict):
            below = [(value, f"{pointer}/{escape(key)}") for key, value in node.items()]
        elif isinstance(node, list):
            below = [(value, f"{pointer}/{index}") for index, value in enumerate(node)]
        stack.extend(reversed(below))
    return None


def escape(token: str) -> str:
    """Escape a key for a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")
