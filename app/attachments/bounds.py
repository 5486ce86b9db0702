"""How much of a file is looked at, and what stops the looking."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpeningLimits:
    """The most that one file may cost.

    After `seconds` the file is given up; from three quarters of them on, what has been read so far
    is the answer. `characters` counts extracted text, `unpacked_bytes` what an archive's members
    give all together, `memory_bytes` what the reading may take beyond the reader itself.
    """

    seconds: float = 2.0
    pages: int = 200
    paragraphs: int = 4_000
    characters: int = 1_000_000
    links: int = 500
    unpacked_bytes: int = 64_000_000
    members: int = 2_000
    objects: int = 200_000
    memory_bytes: int = 512_000_000


class FileBrokenError(Exception):
    """The file is not what its beginning promises."""


class FileEncryptedError(Exception):
    """The file opens with a password only."""


class FileTooLongError(Exception):
    """The file goes on beyond a limit."""


class Deadline:
    """The instant at which reading stops."""

    __slots__ = ("_end",)

    def __init__(self, limits: OpeningLimits) -> None:
        self._end = time.monotonic() + limits.seconds * 0.75

    def check(self) -> None:
        """Go on only while there is time.

        Raises:
            FileTooLongError: there is none.
        """
        if time.monotonic() > self._end:
            raise FileTooLongError
