"""The process that opens files: reads one after the other from its input, answers on its output.

Each request is eight bytes of length and the file's bytes, each answer eight bytes of length and a
JSON object. The process runs apart so that a file that breaks a parser, or keeps it busy, or fills
the memory, takes nothing else with it; and it answers in JSON, so that nothing a file makes it say
can act on the reader.
"""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Final

from app.attachments.bounds import OpeningLimits
from app.attachments.opening import open_content

LENGTH_BYTES: Final = 8
_MAPPED: Final = Path("/proc/self/statm")


def main() -> None:
    """Answer until the input ends."""
    limits = OpeningLimits(**json.loads(sys.argv[1]))
    _bound_memory(limits.memory_bytes)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    _write(sink, b"{}")  # ready: the parsers are imported
    while (content := _read(source)) is not None:
        opened = open_content(content, limits)
        _write(sink, json.dumps(asdict(opened), ensure_ascii=False).encode())


def _bound_memory(extra: int) -> None:
    """Let the process take no more than `extra` bytes beyond what it has mapped by now."""
    mapped = int(_MAPPED.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + extra, mapped + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        return None
    return source.read(int.from_bytes(head, "big"))


def _write(sink: BinaryIO, answer: bytes) -> None:
    sink.write(len(answer).to_bytes(LENGTH_BYTES, "big"))
    sink.write(answer)
    sink.flush()


if __name__ == "__main__":
    main()
