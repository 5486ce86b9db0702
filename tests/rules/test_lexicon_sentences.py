"""The sentences in the lexicons are judged as their authors expect."""

from collections.abc import Callable
from typing import Any

import pytest

from app.engine.engine import Evaluation
from app.policy.lexicons import LexiconTest, lexicon_tests

_FAMILIES = ("review", "marketing", "purpose")
# They say that a message has no reason to be sent, which a single sentence rarely has.
_ABOUT_THE_WHOLE = frozenset(("purpose-unnecessary", "purpose-contact-reason-mismatch"))
_TESTS = [test for test in lexicon_tests() if test.rules is not None]


@pytest.mark.parametrize(
    "test", [pytest.param(test, id=f"{test.language}-{test.text[:40]}") for test in _TESTS]
)
def test_a_sentence_is_flagged_by_the_rules_its_author_names(
    test: LexiconTest, judge: Callable[[dict[str, Any]], Evaluation]
) -> None:
    evaluation = judge({"message": {"body": test.text, "format": "text"}})
    found = {f.rule_id for f in evaluation.findings if f.family in _FAMILIES} - _ABOUT_THE_WHOLE
    assert found == set(test.rules or ())
