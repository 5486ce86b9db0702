"""The service in processes of its own, and a client that costs next to nothing."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_START_SECONDS = 60.0
_STOP_SECONDS = 10.0


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerFamily:
    """A composed service that forks server processes; `PRESEND_…` settings come by name."""

    def __init__(self, folder: Path, **settings: str) -> None:
        named = {f"PRESEND_{name.upper()}": value for name, value in settings.items()}
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tools.serve_forks"],
            cwd=folder,
            env={**os.environ, **named, "PYTHONPATH": str(_ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._line()

    def fork(self, port: int) -> int:
        """Start a server process; give its id."""
        stdin = self._parent.stdin
        if stdin is None:
            raise RuntimeError("the parent takes no commands")
        stdin.write(f"{port}\n")
        stdin.flush()
        return int(self._line())

    def close(self) -> None:
        """End the parent and all its children."""
        self._parent.communicate(timeout=_STOP_SECONDS)

    def _line(self) -> str:
        line = self._parent.stdout.readline() if self._parent.stdout else ""
        if not line:
            raise RuntimeError("the service did not start")
        return line


class ServerProcess:
    """One server process of a family, on a port that it keeps over restarts."""

    def __init__(self, family: ServerFamily) -> None:
        self.port = free_port()
        self._family = family
        self._pid = 0

    def start(self) -> None:
        """Start it; it answers a little later."""
        self._pid = self._family.fork(self.port)

    def wait(self) -> None:
        """Wait until it is ready.

        Raises:
            TimeoutError: it is not, in a minute.
        """
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise TimeoutError("the server did not become ready")

    def kill(self) -> None:
        """End it as a power cut would, and wait until it is gone.

        Raises:
            TimeoutError: it does not go.
        """
        os.kill(self._pid, signal.SIGKILL)
        deadline = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < deadline:
            try:
                os.kill(self._pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.005)
        raise TimeoutError("the server did not go")


class Connection:
    """A connection kept alive; opened when first needed, and again after a fault."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
        """Send a request; give status and JSON.

        Raises:
            OSError: the server is not there, or went away.
            EOFError: it went away in the middle of its answer.
        """
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        try:
            writer.write(head.encode() + body)
            header = await reader.readuntil(b"\r\n\r\n")
            length = 0
            for line in header.lower().split(b"\r\n"):
                if line.startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            answer = await reader.readexactly(length)
        except (OSError, EOFError):
            self.close()
            raise
        return int(header.split(b" ", 2)[1]), json.loads(answer) if answer else None

    def close(self) -> None:
        """Close it."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
