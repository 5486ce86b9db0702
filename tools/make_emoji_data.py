"""Write the emoji classes that the text room matches with, from Debian's package unicode-data.

`python tools/make_emoji_data.py` rewrites `app/text/data/emoji.toml`. Run it when Unicode has a new
version and commit what it writes; a test tells when the file is stale.
"""

import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path("/usr/share/unicode/emoji/emoji-data.txt")
TARGET = Path(__file__).parent.parent / "app" / "text" / "data" / "emoji.toml"

_VERSION = re.compile(r"# Used with Emoji Version ([0-9.]+)")
_ENTRY = re.compile(r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*; (\w+)\s*#(.*)$", re.MULTILINE)
_RESERVED_BLOCKS = (range(0x1F600, 0x1F700), range(0x1F7E0, 0x1F800), range(0x1FA70, 0x1FB00))
_NOT_ALONE = frozenset((*range(0x80), *range(0x1F1E6, 0x1F200)))
_RANGES_A_LINE = 8


def emoji_version(text: str) -> str:
    """Read the version of Unicode's emoji that a file is for."""
    found = _VERSION.search(text)
    if found is None:
        message = "The emoji data name no version."
        raise ValueError(message)
    return found[1]


def emoji_data(text: str) -> str:
    """Make the content of `emoji.toml` from that of Unicode's `emoji-data.txt`."""
    emoji = set(_having(text, "Emoji")) - _NOT_ALONE
    pictures = set(_having(text, "Emoji_Presentation")) - _NOT_ALONE
    reserved = {
        code
        for code in _having(text, "Extended_Pictographic", mark="<reserved-")
        if any(code in block for block in _RESERVED_BLOCKS) and code not in emoji
    }
    return "\n".join(
        (
            "# Made by tools/make_emoji_data.py from Unicode's emoji data; hexadecimal ranges.",
            f'version = "{emoji_version(text)}"',
            "# Shown as pictures (Emoji_Presentation), and code points kept free for such.",
            *_block("pictures", pictures | reserved),
            "# Shown as text unless a variation selector follows.",
            *_block("text_by_default", emoji - pictures),
            "",
        )
    )


def _having(text: str, property_name: str, mark: str = "") -> Iterator[int]:
    for first, last, name, comment in _ENTRY.findall(text):
        if name == property_name and mark in comment:
            yield from range(int(first, 16), int(last or first, 16) + 1)


def _block(key: str, codes: set[int]) -> Iterator[str]:
    ranges = list(_ranges(sorted(codes)))
    yield f'{key} = """'
    for start in range(0, len(ranges), _RANGES_A_LINE):
        yield " ".join(ranges[start : start + _RANGES_A_LINE])
    yield '"""'


def _ranges(codes: list[int]) -> Iterator[str]:
    first = last = codes[0]
    for code in (*codes[1:], -1):
        if code != last + 1:
            yield f"{first:X}" if first == last else f"{first:X}-{last:X}"
            first = code
        last = code


if __name__ == "__main__":
    TARGET.write_text(emoji_data(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"Written: {TARGET}")
