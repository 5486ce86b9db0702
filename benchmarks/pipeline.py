"""What judging a message costs, beside what merely parsing it costs."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import turbohtml
from bs4 import BeautifulSoup

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.engine.engine import Evaluation, RunOptions
from app.main import compose, make_ready
from app.settings import Settings
from benchmarks.messages import hostile, ordinary
from benchmarks.timing import interleaved

SIZES = (2_000, 9_000, 64_000, 256_000)
_SLOW_RULES = frozenset(("text-spelling", "text-grammar"))


def judge(service: Service, body: str, disabled: frozenset[str]) -> Callable[[], Evaluation]:
    """Make a function that takes a body from its text to its verdict."""
    request = CheckRequest.model_validate(
        {
            "message": {"body": body, "message_type": "delivery_scheduling"},
            "order": {"order_id": "028-1234567-1234567", "marketplace": "GB"},
            "buyer": {"language": "en"},
        }
    )
    facts = facts_of(request, datetime.now(UTC))
    options = RunOptions(disabled_rules=disabled & service.rule_ids)
    return lambda: service.engine.evaluate(service.parse(request), facts, options)


def run() -> None:
    """Print the table of ordinary messages and the list of hostile ones."""
    service = compose(Settings(_env_file=None))
    make_ready(service)
    print("A message's way from its text to its verdict, medians of interleaved rounds, µs")
    print("    size     rules +spelling     parse  bs4+lxml rules/bs4   µs/KB")
    for size in SIZES:
        _print_row(service, ordinary(size))
    print("\nHostile bodies of up to 256 KB, slowest first, ms")
    found = []
    for name, body in hostile():
        work = judge(service, body, frozenset())
        found.append((min(_once(work) for _ in range(3)), name))
    for seconds, name in sorted(found, reverse=True):
        print(f"{seconds * 1000:8.1f}  {name}")
    service.opener.close()


def _print_row(service: Service, body: str) -> None:
    times = interleaved(
        {
            "rules": judge(service, body, _SLOW_RULES),
            "all": judge(service, body, frozenset()),
            "parse": partial(turbohtml.parse, body, source_locations=True),
            "bs4": partial(BeautifulSoup, body, "lxml"),
        }
    )
    micro = {name: seconds * 1e6 for name, seconds in times.items()}
    share = micro["rules"] / micro["bs4"]
    per_kb = micro["rules"] / (len(body) / 1000)
    print(
        f"{len(body):8} {micro['rules']:9.0f} {micro['all']:9.0f} {micro['parse']:9.0f} "
        f"{micro['bs4']:9.0f} {share:9.2f} {per_kb:7.0f}"
    )


def _once(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
