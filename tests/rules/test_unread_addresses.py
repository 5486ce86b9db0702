"""A message with more addresses than are read is never passed by the rules on addresses."""

from collections.abc import Callable

import pytest

from app.engine.engine import Evaluation
from app.message.phones import MAX_CANDIDATES
from app.message.web_addresses import MAX_SPANS

Judge = Callable[[dict[str, object]], Evaluation]


def _left_out(judge: Judge, body: str) -> set[str]:
    evaluation = judge({"message": {"body": body, "format": "text"}})
    return {
        unread.rule_id
        for unread in evaluation.not_evaluated
        if unread.reason == "limit_reached" and unread.rule_id.startswith(("link-", "contact-"))
    }


@pytest.mark.parametrize(
    "body",
    [
        " ".join(f"https://www.amazon.de/gp/help/{n}" for n in range(MAX_SPANS + 1)),
        ", ".join(f"Article {n:08}" for n in range(MAX_CANDIDATES + 1)),
    ],
    ids=["web", "digits"],
)
def test_every_rule_on_addresses_says_that_it_did_not_see_all(judge: Judge, body: str) -> None:
    rules = _left_out(judge, body)
    assert {"link-external", "link-shortened", "contact-email-address"} < rules
    assert len(rules) == 13


def test_a_text_that_is_read_to_its_end_leaves_nothing_out(judge: Judge) -> None:
    assert _left_out(judge, "See https://www.amazon.de/gp/help and article 12345678.") == set()
