"""What holds of every decision: less known is never safer, and time does not reopen a window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.api.service import Service
from app.engine.decide_send import Decision
from tests.sending.reference_model import Case
from tests.sending.test_reference_model import NOW, Bench, cases

_POOL = [replace(case, content="clean", disabled_an_error_rule=False) for case in cases(7, 20_000)]
_TIMES = (
    "placed",
    "shipped",
    "earliest",
    "latest",
    "delivered",
    "reserved_until",
    "buyer_wrote",
    "restricted_until",
)
SEND = "send_now"
drawn_cases = st.integers(0, len(_POOL) - 1).map(_POOL.__getitem__)


@pytest.fixture(scope="module")
def bench(service: Service) -> Bench:
    return Bench(service)


def is_consistent(case: Case) -> bool:
    """Tell whether the facts can be true together: a contradiction would go with its date."""
    happened = [at for at in (case.placed, case.shipped, case.delivered) if at is not None]
    promised = [at for at in (case.placed, case.earliest, case.latest) if at is not None]
    moved = case.shipped is not None or case.delivered is not None
    return (
        happened == sorted(happened)
        and promised == sorted(promised)
        and all(at <= 0 for at in happened)
        and not (moved and case.status in ("pending", "unshipped"))
    )


@settings(max_examples=1500, deadline=None)
@given(case=drawn_cases)
def test_no_stays_a_no_without_the_status(bench: Bench, case: Case) -> None:
    assume(is_consistent(case) and bench.decide(case)[0] != SEND)
    assert bench.decide(replace(case, status=None))[0] != SEND


@settings(max_examples=1500, deadline=None)
@given(case=drawn_cases)
def test_no_stays_a_no_without_the_opt_out_where_the_unknown_is_looked_at(
    bench: Bench, case: Case
) -> None:
    """By the other ways Amazon enforces the opt-out, so there the unknown is no obstacle."""
    case = replace(case, opted_out=True, channel="email", unknown_opt_out_needs_review=True)
    assume(bench.decide(case)[0] != SEND)
    assert bench.decide(replace(case, opted_out=None))[0] != SEND


@settings(max_examples=1500, deadline=None)
@given(case=drawn_cases, name=st.sampled_from(["delivered", "latest", "earliest"]))
def test_no_stays_a_no_without_a_delivery_date_that_nothing_stands_in_for(
    bench: Bench, case: Case, name: str
) -> None:
    """A declared reply needs no date at all, so it is left out."""
    stand_in = case.latest if name == "delivered" else case.delivered
    assume(not case.is_reply and is_consistent(case))
    assume(name == "earliest" or stand_in is None)
    assume(bench.decide(case)[0] != SEND)
    without = {
        "delivered": replace(case, delivered=None),
        "latest": replace(case, latest=None),
        "earliest": replace(case, earliest=None),
    }
    assert bench.decide(without[name])[0] != SEND


@settings(max_examples=1500, deadline=None)
@given(case=drawn_cases, seconds=st.integers(1, 10_000_000))
def test_later_moment_never_reopens_a_closed_window(bench: Bench, case: Case, seconds: int) -> None:
    now = bench.judge(case)
    closes_at = now.window.closes_at
    if closes_at is None:
        return
    after = bench.judge(later(case, seconds))
    assert after.window.closes_at == closes_at - timedelta(seconds=seconds)
    if closes_at < NOW:
        assert now.decision.decision is Decision.DO_NOT_SEND
        assert after.decision.decision is Decision.DO_NOT_SEND


def later(case: Case, seconds: int) -> Case:
    """Give the same facts, seen that much later."""
    known = {name: getattr(case, name) for name in _TIMES}
    moved = {n: at - seconds for n, at in known.items() if at is not None}
    return replace(case, **moved)
