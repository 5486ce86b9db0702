"""Opening a mail: its subject, its text, when it came, and whether a buyer wrote it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime
from typing import Final

from bs4 import UnicodeDammit

from app.message.html import HtmlLimits, TooComplexError, parse_html
from app.message.style import apply_styles
from app.message.visible import render

_BUYER_DOMAIN: Final = re.compile(r"(?:^|\.)marketplace\.amazon\.[a-z.]{2,10}$")
_ENCODINGS: Final = ("utf-8", "windows-1252", "iso-8859-1")  # the last one takes every byte
_MOST_PARTS: Final = 50


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as a person sees it; `received_at` None where it carries no date."""

    subject: str
    text: str
    received_at: datetime | None
    is_from_buyer: bool


def open_mail(raw: bytes) -> Mail:
    """Open a mail (RFC 5322); what is broken in it is read as well as it can be."""
    mail = message_from_bytes(raw, policy=default)
    return Mail(
        subject=_header(mail, "Subject"),
        text=_text(mail),
        received_at=_date(_header(mail, "Date")),
        is_from_buyer=_is_from_buyer(mail),
    )


def _header(mail: EmailMessage, name: str) -> str:
    """Read a header; the parser raises on some that are malformed."""
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError):
        return ""


def _date(header: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(header)
        return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_from_buyer(mail: EmailMessage) -> bool:
    """Tell whether it came from one of the addresses behind which Amazon hides buyers."""
    domains = re.findall(r"@([A-Za-z0-9.-]+)", _header(mail, "From").lower())
    return any(_BUYER_DOMAIN.search(domain) for domain in domains)


def _text(mail: EmailMessage) -> str:
    """Give the first text of the mail, plain before HTML; attached mails do not count."""
    found: dict[str, str] = {}
    stack: list[MIMEPart] = [mail]
    for _ in range(_MOST_PARTS):
        if not stack:
            break
        part = stack.pop()
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            stack.extend(reversed(list(part.iter_parts())))
        elif kind in ("text/plain", "text/html") and kind not in found:
            found[kind] = _decoded(part)
    if found.get("text/plain", "").strip():
        return found["text/plain"]
    return _visible(found.get("text/html", ""))


def _decoded(part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        return ""
    charset = part.get_content_charset()
    dammit = UnicodeDammit(
        payload, known_definite_encodings=[charset] if charset else [], user_encodings=_ENCODINGS
    )
    return dammit.unicode_markup or ""


def _visible(html: str) -> str:
    """Give what a person sees of an HTML text, blocks apart."""
    source = html.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    try:
        document = parse_html(source, HtmlLimits())
        apply_styles(document, source)
        return render(document).shown.text.replace("\n", "\n\n")
    except TooComplexError:
        return ""
