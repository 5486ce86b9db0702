"""Reading ZIP containers without believing what they say about themselves."""

import zipfile
import zlib
from io import BytesIO
from typing import Final

from lxml import etree

from app.attachments.bounds import Deadline, FileBrokenError, FileEncryptedError, FileTooLongError
from app.attachments.reading import Reading

_ENCRYPTED_FLAG: Final = 0x1
_CHUNK: Final = 1 << 18
_PARSER_LIMITS: Final = (
    etree.ErrorTypes.ERR_NO_MEMORY,
    etree.ErrorTypes.ERR_RESOURCE_LIMIT,
)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
)


class Container:
    """The members of a ZIP file, unpacked on demand up to a limit for all of them together."""

    def __init__(self, content: bytes, reading: Reading) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise FileBrokenError from error
        self._deadline: Deadline = reading.deadline
        self._room = reading.limits.unpacked_bytes
        self._members = {entry.filename: entry for entry in self._zip.infolist()}
        if len(self._members) > reading.limits.members:
            raise FileTooLongError
        self.names = tuple(self._members)

    def read(self, name: str) -> bytes:
        """Unpack a member.

        Raises:
            FileBrokenError: it is not there or cannot be unpacked.
            FileEncryptedError: it needs a password.
            FileTooLongError: it grows beyond what is unpacked of a file.
        """
        entry = self._members.get(name)
        if entry is None:
            raise FileBrokenError
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise FileEncryptedError
        chunks = []
        try:
            with self._zip.open(entry) as member:
                while chunk := member.read(_CHUNK):
                    self._room -= len(chunk)
                    if self._room < 0:
                        raise FileTooLongError
                    self._deadline.check()
                    chunks.append(chunk)
        except _BROKEN as error:
            raise FileBrokenError from error
        return b"".join(chunks)

    def xml(self, name: str) -> etree._Element:
        """Parse a member as XML that may neither declare entities nor fetch anything.

        Raises:
            FileBrokenError: it is no XML, or declares a document type.
            FileTooLongError: it is nested too deeply, or too large to parse.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            is_limit = error.code in _PARSER_LIMITS
            raise (FileTooLongError if is_limit else FileBrokenError) from error
        if root.getroottree().docinfo.doctype:
            raise FileBrokenError
        return root
