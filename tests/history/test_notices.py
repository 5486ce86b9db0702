"""Amazon's mails, read: what they tell in thirteen languages, and what is no notice at all."""

import json
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.history import NoticeKind
from app.history.notice_mail import open_mail
from app.history.notices import NoticeReader
from app.policy.notices import load_notices

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LANGUAGES = {"en", "de", "fr", "it", "es", "nl", "pl", "sv", "pt", "tr", "ja", "zh", "ar"}
_LINES = Path(__file__).with_name("notices.jsonl").read_text("utf-8").splitlines()
NOTICES = [json.loads(line) for line in _LINES]
READER = NoticeReader(load_notices())


@pytest.mark.parametrize("row", NOTICES, ids=lambda row: f"{row['lang']}-{row['kind']}")
def test_notice_is_read(row: dict[str, Any]) -> None:
    found = READER.read(row["text"], row["subject"], NOW)
    assert (found.kind.value, found.order_id) == (row["kind"], row.get("order_id"))
    until = datetime.fromisoformat(row["until"]) if row.get("until") else None
    if "days" in row or "hours" in row:
        until = NOW + timedelta(days=row.get("days", 0), hours=row.get("hours", 0))
    assert found.until == until


def test_every_language_is_shown_every_kind() -> None:
    shown = {(row["lang"], row["kind"]) for row in NOTICES}
    kinds = {kind.value for kind in NoticeKind if kind is not NoticeKind.UNKNOWN}
    assert set(load_notices()) == LANGUAGES
    assert {(language, kind) for language in LANGUAGES for kind in kinds} <= shown


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("for 7 days", NOW + timedelta(days=7)),
        ("for thirty days", NOW + timedelta(days=30)),
        ("for 2 weeks", NOW + timedelta(weeks=2)),
        ("for 120 hours", NOW + timedelta(hours=120)),
        ("for 5 to 30 days", NOW + timedelta(days=30)),
        ("until 2026-12-24", datetime(2026, 12, 25, tzinfo=UTC)),
        ("until 2026-12-24 08:30 UTC", datetime(2026, 12, 24, 8, 30, tzinfo=UTC)),
        ("until 2026-12-24T08:30+02:00", datetime(2026, 12, 24, 6, 30, tzinfo=UTC)),
        ("until 24.12.2026", datetime(2026, 12, 25, tzinfo=UTC)),
        ("until 12/11/2026", datetime(2026, 12, 12, tzinfo=UTC)),
        ("until 24 December 2026", datetime(2026, 12, 25, tzinfo=UTC)),
        ("until Dec. 24th, 2026", None),
        ("until December 24th, 2026", datetime(2026, 12, 25, tzinfo=UTC)),
        ("until February 30, 2027", None),
        ("until further notice", None),
        ("", None),
    ],
)
def test_end_of_a_restriction_is_read(words: str, until: datetime | None) -> None:
    text = f"Your account is restricted from sending proactive messages {words}."
    found = READER.read(text, "", NOW)
    assert (found.kind, found.until) == (NoticeKind.RESTRICTION, until)


def test_time_to_answer_is_not_the_time_of_the_restriction() -> None:
    text = "Your messaging privileges were suspended. Reply to this mail within 3 days to appeal."
    assert READER.read(text, "", NOW).until is None


@pytest.mark.parametrize(
    ("subject", "text", "order_id"),
    [
        ("", "The buyer of order 111-1111111-1111111 has opted out.", "111-1111111-1111111"),
        ("Order 111-1111111-1111111", "The buyer has opted out.", "111-1111111-1111111"),
        (
            "Orders 111-1111111-1111111 and 222-2222222-2222222",
            "The buyer of 333-3333333-3333333 has opted out.",
            "333-3333333-3333333",
        ),
        ("", "The buyer has opted out. 111-1111111-1111111, 222-2222222-2222222", None),
        ("", "The buyer of D01-1234567-1234567 has opted out.", "D01-1234567-1234567"),
        ("", "The buyer of 111‑1111111‑1111111 has opted out.", "111-1111111-1111111"),
        ("", "The buyer of 1111-1111111-1111111 has opted out.", None),
    ],
)
def test_order_is_the_one_that_is_surely_meant(
    subject: str, text: str, order_id: str | None
) -> None:
    found = READER.read(text, subject, NOW)
    assert (found.kind, found.order_id) == (NoticeKind.OPT_OUT, order_id)


def test_quoted_lines_are_not_amazons_words() -> None:
    text = "Hello, what does this mean?\n> The buyer of order 111-1111111-1111111 has opted out."
    assert READER.read(text, "", NOW).kind is NoticeKind.UNKNOWN


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert READER.read(text, text[:50], NOW).received_at == NOW


@given(st.binary(max_size=500))
def test_any_bytes_are_opened_without_a_fault(raw: bytes) -> None:
    open_mail(raw)
    open_mail(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw)
    open_mail(b"Content-Type: text/html; charset=utf-16\r\nDate: " + raw)


def test_plain_text_goes_before_html_and_attached_mails_do_not_count() -> None:
    inner = EmailMessage()
    inner.set_content("inner")
    mail = EmailMessage()
    mail["Subject"] = "Nachricht für Sie"
    mail["From"] = "Amazon <no-reply@amazon.de>"
    mail["Date"] = "Fri, 20 Nov 2026 10:00:00 +0100"
    mail.set_content("Köln")
    mail.add_alternative("<p>HTML</p>", subtype="html")
    mail.make_mixed()
    mail.add_attachment(inner)
    found = open_mail(mail.as_bytes())
    assert (found.subject, found.text.strip()) == ("Nachricht für Sie", "Köln")
    assert found.received_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert not found.is_from_buyer


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("utf-8", "Käufer".encode(), "Käufer"),
        ("iso-8859-1", "Käufer".encode("latin-1"), "Käufer"),
        ("utf-8", "Käufer".encode("latin-1"), "Käufer"),
        ("us-ascii", "購入者".encode(), "購入者"),
        ("shift_jis", "購入者".encode("shift_jis"), "購入者"),
        ("no-such-charset", "Käufer".encode(), "Käufer"),
    ],
)
def test_declared_and_misdeclared_encodings_are_read(charset: str, raw: bytes, text: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert open_mail(head + raw).text == text


def test_html_mail_is_read_as_it_is_seen() -> None:
    head = b"Content-Type: text/html\r\n\r\n"
    body = b"<style>p{}</style><p>The buyer has</p><p>opted <b>out</b></p><script>x</script>"
    assert open_mail(head + body).text.split() == ["The", "buyer", "has", "opted", "out"]


@pytest.mark.parametrize(
    ("sender", "is_buyer"),
    [
        ("x1@marketplace.amazon.de", True),
        ("Buyer - Amazon <x1@marketplace.amazon.co.uk>", True),
        ("no-reply@amazon.com", False),
        ("x@marketplace.amazon.de.evil.example", False),
    ],
)
def test_mail_of_a_buyer_is_known_by_amazons_relay(sender: str, *, is_buyer: bool) -> None:
    assert open_mail(f"From: {sender}\r\n\r\nhello".encode()).is_from_buyer is is_buyer
