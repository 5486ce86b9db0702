"""What runs or loads by itself: in attributes, in URLs, in style sheets."""

import re
from typing import Final

from app.message.css_text import unescape

# An attribute of an event: `onclick`, `onload`; the shortest are `oncut` and `onend`.
_EVENT: Final = re.compile("on[a-z]{3,}")
_URL_ATTRIBUTES: Final = """
    action background cite classid codebase data dynsrc formaction from href longdesc lowsrc ping
    poster profile src to values xlink:href
"""
URL_ATTRIBUTES: Final = frozenset(_URL_ATTRIBUTES.split())
_SCHEMES: Final = ("javascript:", "vbscript:", "livescript:", "data:text/html")
_FIRST_LETTERS: Final = frozenset("jJvVlLdD")
_IGNORED_IN_URLS: Final = str.maketrans("", "", "\t\n\r")
_CONTROLS_AND_SPACE: Final = "".join(map(chr, range(0x21)))
_CSS_SCRIPT: Final = re.compile(
    r"(?<![\w-])(?:expression\s*\(|behavior\s*:|-moz-binding\s*:)|(?:java|vb)script\s*:",
    re.IGNORECASE,
)
_CSS_COMMENT: Final = re.compile(r"/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/")
_REFRESH: Final = re.compile(r"[ \t\n\f\r]*+(?:[0-9]|(?=\.))[0-9.]*+(?:[;, \t\n\f\r]|\Z)")


def is_event_handler(name: str) -> bool:
    """Tell whether an attribute is run when something happens."""
    return name.startswith("on") and _EVENT.fullmatch(name) is not None


def is_script_url(value: str) -> bool:
    """Tell whether a browser runs a URL in place of opening it.

    Like a browser it passes over tabs and line feeds anywhere and over blanks at the start.
    """
    if value[:1] not in _FIRST_LETTERS and value[:1] > " ":
        return False
    bare = value[:200].translate(_IGNORED_IN_URLS).lstrip(_CONTROLS_AND_SPACE)
    return bare.lower().startswith(_SCHEMES)


def script_in_css(text: str) -> tuple[int, int] | None:
    """Give the place of what old browsers run in a style; all of it where it is disguised."""
    found = _CSS_SCRIPT.search(text)
    if found is not None:
        return found.span()
    if "\\" in text or "/*" in text:
        plain = unescape(_CSS_COMMENT.sub("", text))
        if _CSS_SCRIPT.search(plain) is not None:
            return 0, len(text)
    return None


def refreshes(content: str) -> bool:
    """Tell whether a browser obeys a `<meta http-equiv="refresh">` with this content."""
    return _REFRESH.match(content) is not None
