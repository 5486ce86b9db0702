"""What the tests of single rules share."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.finding import Hit
from app.domain.span import BODY

Json = dict[str, Any]
Flag = Callable[..., list[tuple[str, Hit]]]
_NOW: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def flag(service: Service) -> Flag:
    """Run one rule on a body; give each hit with the source under it, empty for the whole."""
    rules = {rule.id: rule for rule in service.engine.rules}

    def run(rule_id: str, body: str, **message: object) -> list[tuple[str, Hit]]:
        request = CheckRequest.model_validate({"message": {"body": body, **message}})
        parsed = service.parse(request, ())
        context = service.engine.context(parsed, facts_of(request, _NOW))
        source = parsed.fields[BODY].normalised
        hits = (answer for answer in rules[rule_id].check(context) if isinstance(answer, Hit))
        return [(source[h.span.start : h.span.end] if h.span else "", h) for h in hits]

    return run
