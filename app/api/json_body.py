"""The one door for JSON: strict about what other parsers let pass, and exact about where."""

import json
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
        MalformedError: not UTF-8, not JSON, nested too deeply, a duplicate key, or NaN and its kin.
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

    try:
        document = json.loads(
            raw.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=refuse
        )
    except UnicodeDecodeError as error:
        raise _malformed("", f"The body is not UTF-8 at byte {error.start}.") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise _malformed("", f"The body is not JSON: {error.msg} at {where}.") from None
    except RecursionError:
        raise _malformed("", "The body is nested too deeply.") from None
    except ValueError:
        raise _malformed("", "The body holds a number with too many digits.") from None
    if misfits:
        raise _malformed(_pointer_to(document, misfits[0]) or "", misfits[0].detail)
    return document


def _malformed(pointer: str, detail: str) -> MalformedError:
    return MalformedError((ProblemDetail(pointer=pointer, detail=detail),))


def _pointer_to(document: object, misfit: _Misfit) -> str | None:
    """Find where a misfit stands; the first match in document order, None below another misfit."""
    stack: list[tuple[object, str]] = [(document, "")]
    while stack:
        node, pointer = stack.pop()
        if node is misfit:
            return pointer
        if isinstance(node, dict):
            stack.extend((value, f"{pointer}/{escape(key)}") for key, value in node.items())
        elif isinstance(node, list):
            stack.extend((value, f"{pointer}/{index}") for index, value in enumerate(node))
    return None


def escape(token: str) -> str:
    """Escape a key for a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")
