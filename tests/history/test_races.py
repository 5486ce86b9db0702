"""Many callers, several server processes, one database: no order goes out twice, none is lost.

Each caller does what a seller's tool does: it asks with a reservation, sends what it was granted
while the reservation holds, and says so until it is heard.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tools.postgres import PostgresServer
from tools.servers import Connection, ServerFamily, ServerProcess

pytestmark = pytest.mark.anyio

SERVERS = 4
CALLERS = 64
ORDERS = 500
BLOCK = 16
TERM_SECONDS = 4
_CAREFUL = timedelta(seconds=1)


class Race:
    """Callers that compete for the same orders, and the mail that left."""

    def __init__(self, servers: list[ServerProcess], prefix: int, orders: int) -> None:
        self.servers = servers
        self.orders = [f"{prefix}-{number:07}-1234567" for number in range(orders)]
        self.mail: Counter[str] = Counter()
        self.heard: set[str] = set()
        self.is_over = False
        self.decisions: Counter[str] = Counter()
        self._documents = {order: _document(order) for order in self.orders}

    async def run(self) -> None:
        """Let every caller go through all orders."""
        await asyncio.gather(*(self._caller(number) for number in range(CALLERS)))
        self.is_over = True

    async def reaches(self, share: float) -> None:
        """Wait until a share of the orders has gone out."""
        while len(self.heard) < share * len(self.orders):
            assert not self.is_over, "the race was over before it was disturbed"
            await asyncio.sleep(0.01)

    async def finish(self) -> None:
        """Ask on for what nobody has sent, until all that was held by the dead is free again."""
        caller = _Caller(self.servers, 0)
        deadline = asyncio.get_running_loop().time() + TERM_SECONDS + 6
        while missing := [order for order in self.orders if not self.mail[order]]:
            assert asyncio.get_running_loop().time() < deadline, missing
            for order in missing:
                await self._try(caller, order)
            await asyncio.sleep(0.1)
        caller.close()

    async def check(self) -> None:
        """Every order went out once, is known to have, and would not go again."""
        assert self.mail == Counter(self.orders)
        caller = _Caller(self.servers, 1)
        for order in self.orders:
            _, log = await caller.ask("GET", f"/orders/{order}/sends")
            assert len(log["sends"]) == 1, log
            assert [one["state"] for one in log["reservations"]].count("sent") == 1
        for order in self.orders[:: ORDERS // 20]:
            _, answer = await caller.ask("POST", "/can-send", self._documents[order])
            assert answer["decision"] == "do_not_send"
        caller.close()

    async def _caller(self, number: int) -> None:
        """Go through the orders block by block, so that many callers want the same ones at once."""
        caller = _Caller(self.servers, number)
        draw = random.Random(number)  # noqa: S311 -- repeatable on purpose
        for start in range(0, len(self.orders), BLOCK):
            block = self.orders[start : start + BLOCK]
            for order in draw.sample(block, len(block)):
                if order not in self.heard:
                    await self._try(caller, order)
        caller.close()

    async def _try(self, caller: "_Caller", order: str) -> None:
        try:
            status, answer = await caller.ask_once("POST", "/can-send", self._documents[order])
        except (OSError, EOFError):
            return  # whatever was granted is lost on the way and expires
        if status != 200:
            assert status == 503, answer
            return
        self.decisions[answer["decision"]] += 1
        held = answer["reservation"]
        if held is None:
            assert answer["decision"] in ("wait", "do_not_send")
            return
        if datetime.fromisoformat(held["expires_at"]) - datetime.now(UTC) < _CAREFUL:
            return
        self.mail[order] += 1
        status, _ = await caller.ask("POST", f"/reservations/{held['id']}/sent", b"{}")
        assert status == 200
        self.heard.add(order)


class _Caller:
    """A client with a connection to each server that it ever needed."""

    def __init__(self, servers: list[ServerProcess], number: int) -> None:
        self._servers = servers
        self._number = number
        self._connections: dict[int, Connection] = {}

    async def ask_once(self, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
        port = self._servers[self._number % len(self._servers)].port
        connection = self._connections.setdefault(port, Connection(port))
        try:
            return await connection.ask(method, path, body)
        except (OSError, EOFError):
            self._number += 1  # to the next server
            raise

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
        """Ask until there is an answer."""
        while True:
            try:
                status, answer = await self.ask_once(method, path, body)
            except (OSError, EOFError):
                await asyncio.sleep(0.05)
                continue
            if status != 503:
                return status, answer
            await asyncio.sleep(0.1)

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()


def _document(order_id: str) -> bytes:
    now = datetime.now(UTC)
    return json.dumps(
        {
            "message": {"body": "", "message_type": "review_request", "channel": "solicitation"},
            "order": {
                "order_id": order_id,
                "marketplace": "DE",
                "placed_at": (now - timedelta(days=20)).isoformat(),
                "earliest_delivery_at": (now - timedelta(days=15)).isoformat(),
                "latest_delivery_at": (now - timedelta(days=10)).isoformat(),
                "status": "shipped",
            },
            "options": {"reserve": True},
        }
    ).encode()


Serve = Callable[[str], list[ServerProcess]]


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    families: list[ServerFamily] = []

    def start(url: str) -> list[ServerProcess]:
        folder = tmp_path_factory.mktemp("servers")
        term = str(TERM_SECONDS)
        family = ServerFamily(folder, database_url=url, reservation_seconds=term)
        families.append(family)
        servers = [ServerProcess(family) for _ in range(SERVERS)]
        for server in servers:
            server.start()
        _wait_for(servers)
        return servers

    yield start
    for family in families:
        family.close()


@pytest.fixture(scope="module")
def on_sqlite(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> list[ServerProcess]:
    path: Path = tmp_path_factory.mktemp("race") / "history.sqlite3"
    return serve(f"sqlite:///{path}")


@pytest.fixture(scope="module")
def on_postgres(serve: Serve, postgres: PostgresServer) -> list[ServerProcess]:
    return serve(postgres.create("races"))


async def _kill_servers(race: Race) -> None:
    """Kill server processes in the middle of the race, and start them again."""
    draw = random.Random(2026)  # noqa: S311 -- repeatable on purpose
    for share in (0.15, 0.3, 0.6):
        await race.reaches(share)
        victim = draw.choice(race.servers)
        await asyncio.to_thread(victim.kill)
        await asyncio.sleep(0.2)
        victim.start()


async def _crash_database(race: Race, postgres: PostgresServer) -> None:
    await race.reaches(0.45)
    await asyncio.to_thread(postgres.crash)
    await asyncio.sleep(0.3)
    await asyncio.to_thread(postgres.start)


async def test_each_order_goes_out_once_on_sqlite(on_sqlite: list[ServerProcess]) -> None:
    race = Race(on_sqlite, 801, ORDERS)
    await race.run()
    await race.finish()
    await race.check()
    assert race.decisions["send_now"] == ORDERS
    assert race.decisions["wait"] > ORDERS


async def test_each_order_goes_out_once_on_postgresql(on_postgres: list[ServerProcess]) -> None:
    race = Race(on_postgres, 802, ORDERS)
    await race.run()
    await race.finish()
    await race.check()
    assert race.decisions["send_now"] == ORDERS
    assert race.decisions["wait"] > ORDERS


async def test_killed_servers_double_and_lose_nothing_on_sqlite(
    on_sqlite: list[ServerProcess],
) -> None:
    race = Race(on_sqlite, 803, ORDERS)
    await asyncio.gather(race.run(), _kill_servers(race))
    await asyncio.to_thread(_wait_for, on_sqlite)
    await race.finish()
    await race.check()


async def test_killed_servers_and_a_crashed_database_double_and_lose_nothing(
    on_postgres: list[ServerProcess], postgres: PostgresServer
) -> None:
    race = Race(on_postgres, 804, ORDERS)
    await asyncio.gather(race.run(), _kill_servers(race), _crash_database(race, postgres))
    await asyncio.to_thread(_wait_for, on_postgres)
    await race.finish()
    await race.check()


def _wait_for(servers: list[ServerProcess]) -> None:
    for server in servers:
        server.wait()
