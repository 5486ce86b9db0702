"""Requests per second of /can-send with a reservation, on both databases, beside /validate alone.

One server process, one client over keep-alive connections; every request asks for an order of its
own, and every one is granted. The three take turns.
"""

import asyncio
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.messages import ordinary
from tools.postgres import find_programs, postgres_server
from tools.servers import Connection, ServerFamily, ServerProcess

_CONNECTIONS = 8
_SECONDS = 1.5
_ROUNDS = 5
_ORDER = "028-1234567-1234567"
_numbers = count(1)

Json = dict[str, Any]


def _document() -> Json:
    now = datetime.now(UTC)
    return {
        "message": {
            "body": f"<p>Please leave us a review.</p>{ordinary(2_000)}",
            "message_type": "review_request",
        },
        "order": {
            "order_id": _ORDER,
            "marketplace": "GB",
            "placed_at": (now - timedelta(days=20)).isoformat(),
            "delivered_at": (now - timedelta(days=10)).isoformat(),
            "status": "delivered",
        },
        "buyer": {"language": "en"},
        "options": {},
    }


@contextmanager
def _serving(name: str, url: str) -> Iterator[int]:
    with tempfile.TemporaryDirectory(prefix=f"presend-{name}-") as folder:
        disabled = "text-spelling,text-grammar"
        family = ServerFamily(Path(folder), database_url=url, disabled_rules=disabled)
        server = ServerProcess(family)
        server.start()
        server.wait()
        try:
            yield server.port
        finally:
            family.close()


async def _caller(port: int, path: str, document: str, until: float) -> int:
    connection = Connection(port)
    answered = 0
    while time.perf_counter() < until:
        order_id = f"028-{next(_numbers):07}-1234567"
        body = document.replace(_ORDER, order_id).encode()
        status, answer = await connection.ask("POST", path, body)
        if status != HTTPStatus.OK or (path == "/can-send" and answer["reservation"] is None):
            raise RuntimeError(f"{status}: {answer}")
        answered += 1
    connection.close()
    return answered


async def _load(port: int, path: str, document: str) -> float:
    started = time.perf_counter()
    callers = (_caller(port, path, document, started + _SECONDS) for _ in range(_CONNECTIONS))
    answered = sum(await asyncio.gather(*callers))
    return answered / (time.perf_counter() - started)


async def _grantable(port: int) -> str:
    """Give a request that is granted: whatever is found in its content is accepted."""
    document = _document()
    connection = Connection(port)
    _, answer = await connection.ask("POST", "/can-send", json.dumps(document).encode())
    connection.close()
    accepted = sorted({reason["fingerprint"] for reason in answer["reasons"]})
    document["options"] = {"reserve": True, "accepted_findings": accepted}
    return json.dumps(document)


def run() -> None:
    """Print requests per second, and what a reservation leaves of the throughput of /validate."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="presend-bench-"))
        sqlite = stack.enter_context(_serving("sqlite", f"sqlite:///{folder}/history.sqlite3"))
        works = {"/validate": (sqlite, "/validate"), "SQLite": (sqlite, "/can-send")}
        if find_programs() is not None:
            url = stack.enter_context(postgres_server()).create("bench")
            works["PostgreSQL"] = stack.enter_context(_serving("postgres", url)), "/can-send"
        document = asyncio.run(_grantable(sqlite))
        found: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(_ROUNDS):
            for name, (port, path) in works.items():
                found[name].append(asyncio.run(_load(port, path, document)))
    rates = {name: median(rounds) for name, rounds in found.items()}
    print("\nRequests per second, one worker, 2 KB review request, spelling and grammar off")
    for name, rate in rates.items():
        label = name if name == "/validate" else f"/can-send with a reservation, {name}"
        print(f"{label:<42}{rate:7.0f}   {rate / rates['/validate']:.2f}")
    if "PostgreSQL" not in works:
        print("PostgreSQL is not installed, so it was not measured")
