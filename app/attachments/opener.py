"""Opening files from a service: in processes of their own, stopped when a file costs too much."""

import json
import os
import queue
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, cast

import app
from app.attachments.bounds import OpeningLimits
from app.attachments.kinds import kind_of_bytes
from app.attachments.worker import LENGTH_BYTES
from app.domain.file_kind import FileKind
from app.domain.opened import Danger, FileLink, OpenedAttachment, TextPart, Unreadable, unopened
from app.domain.submission import DeclaredAttachment

_START_SECONDS: Final = 30.0
_MOST_AT_ONCE: Final = 1 << 20
_ROOT: Final = str(Path(app.__file__).resolve().parent.parent)


class _WorkerLostError(Exception):
    """The process died or did not answer in time."""


class AttachmentOpener:
    """Opens files in up to `processes` processes, which start at the first file.

    Methods block and may be called from any number of threads; an event loop calls them through
    `asyncio.to_thread`. A file that is not done in time, or that ends its process, is answered as
    too long, and the process is replaced.
    """

    def __init__(self, limits: OpeningLimits, processes: int = 1) -> None:
        self._limits = limits
        self._slots: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        self._processes = processes
        for _ in range(processes):
            self._slots.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def open_all(self, declared: Sequence[DeclaredAttachment]) -> tuple[OpenedAttachment, ...]:
        """Open the files of a message, one answer for each; those without content as declared."""
        if all(file.content is None for file in declared):
            return tuple(map(unopened, declared))
        worker = self._slots.get()
        try:
            opened = []
            for file in declared:
                if file.content is None:
                    opened.append(unopened(file))
                    continue
                try:
                    worker = worker or _Worker(self._limits)
                    opened.append(worker.open(file.content, self._limits.seconds))
                except _WorkerLostError:
                    if worker is not None:
                        worker.stop()
                    worker = None
                    opened.append(_given_up(file.content))
            return tuple(opened)
        finally:
            self._slots.put(worker)

    def close(self) -> None:
        """Stop the processes; waits for files that are being opened."""
        for _ in range(self._processes):
            worker = self._slots.get()
            if worker is not None:
                worker.stop()
        for _ in range(self._processes):
            self._slots.put(None)


class _Worker:
    """One process and the pipes to it."""

    def __init__(self, limits: OpeningLimits) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "app.attachments.worker", json.dumps(asdict(limits))],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join((_ROOT, *sys.path))},
            cwd=_ROOT,
        )
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)
        os.set_blocking(self._input.fileno(), False)
        try:
            self._read(time.monotonic() + _START_SECONDS)
        except _WorkerLostError:
            self.stop()
            raise

    def open(self, content: bytes, seconds: float) -> OpenedAttachment:
        """Have a file opened.

        Raises:
            _WorkerLostError: there is no answer within the seconds.
        """
        end = time.monotonic() + seconds
        self._write(len(content).to_bytes(LENGTH_BYTES, "big"), end)
        self._write(content, end)
        return _from_json(json.loads(self._read(end)))

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._input, self._output):
            pipe.close()

    def _write(self, content: bytes, end: float) -> None:
        view = memoryview(content)
        descriptor = self._input.fileno()
        while view:
            _wait(descriptor, select.POLLOUT, end)
            try:
                view = view[os.write(descriptor, view) :]
            except OSError as error:
                raise _WorkerLostError from error

    def _read(self, end: float) -> bytes:
        length = int.from_bytes(self._read_exactly(LENGTH_BYTES, end), "big")
        return self._read_exactly(length, end)

    def _read_exactly(self, count: int, end: float) -> bytes:
        chunks = []
        descriptor = self._output.fileno()
        while count:
            _wait(descriptor, select.POLLIN, end)
            chunk = os.read(descriptor, min(count, _MOST_AT_ONCE))
            if not chunk:
                raise _WorkerLostError
            chunks.append(chunk)
            count -= len(chunk)
        return b"".join(chunks)


def _wait(descriptor: int, event: int, end: float) -> None:
    poll = select.poll()
    poll.register(descriptor, event)
    if not poll.poll(max(end - time.monotonic(), 0) * 1_000):
        raise _WorkerLostError


def _given_up(content: bytes) -> OpenedAttachment:
    return OpenedAttachment(len(content), kind_of_bytes(content), unreadable=Unreadable.TOO_LONG)


def _from_json(document: dict[str, Any]) -> OpenedAttachment:
    unreadable = document.pop("unreadable")
    return OpenedAttachment(
        kind=FileKind(document.pop("kind")),
        parts=tuple(TextPart(**part) for part in document.pop("parts")),
        links=tuple(FileLink(**link) for link in document.pop("links")),
        dangers=tuple(map(Danger, document.pop("dangers"))),
        embedded=tuple(document.pop("embedded")),
        unreadable=Unreadable(unreadable) if unreadable is not None else None,
        **document,
    )
