"""Requests per second of /validate beside an endpoint that parses the same JSON and does nothing.

Both run under the same server in processes of their own, one after the other in turns, and are
called by the same client over keep-alive connections on the loopback interface.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from benchmarks.messages import ordinary

_CONNECTIONS = 8
_SECONDS = 1.5
_ROUNDS = 5
_BODY = json.dumps(
    {
        "message": {"body": ordinary(2_000), "message_type": "delivery_scheduling"},
        "order": {"order_id": "028-1234567-1234567", "marketplace": "GB"},
        "buyer": {"language": "en"},
        "options": {"disable_rules": ["text-spelling", "text-grammar"]},
    }
).encode()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(factory: str) -> Iterator[int]:
    """Run an application factory under uvicorn, one worker; give its port."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "--factory", factory, "--port", str(port)]
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [*command, "--no-access-log", "--log-level", "error"], env={**os.environ}
    )
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(10)


async def _caller(port: int, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = (
        "POST /validate HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(_BODY)}\r\n\r\n"
    ).encode()
    answered = 0
    while time.perf_counter() < until:
        writer.write(head + _BODY)
        header = await reader.readuntil(b"\r\n\r\n")
        if not header.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(header.decode())
        length = next(
            int(line.split(b":")[1])
            for line in header.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        )
        await reader.readexactly(length)
        answered += 1
    writer.close()
    return answered


async def _load(port: int) -> float:
    started = time.perf_counter()
    answered = await asyncio.gather(
        *(_caller(port, started + _SECONDS) for _ in range(_CONNECTIONS))
    )
    return sum(answered) / (time.perf_counter() - started)


def run() -> None:
    """Print requests per second and their ratio."""
    with (
        serving("app.main:create_app") as validate,
        serving("benchmarks.fixed_answer:create_app") as fixed,
    ):
        found: dict[str, list[float]] = {"validate": [], "fixed": []}
        for _ in range(_ROUNDS):
            found["validate"].append(asyncio.run(_load(validate)))
            found["fixed"].append(asyncio.run(_load(fixed)))
    ours, theirs = median(found["validate"]), median(found["fixed"])
    print("\nRequests per second, one worker, 2 KB message, spelling and grammar off")
    print(f"/validate {ours:7.0f}   fixed answer {theirs:7.0f}   ratio {ours / theirs:.2f}")
