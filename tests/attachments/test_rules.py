"""What an officer sees in attached files: nothing in ordinary ones, and where it is in others."""

import base64
from collections.abc import Callable
from typing import Any

import pytest

from app.engine.engine import Evaluation
from tests.attachments import builders

Json = dict[str, Any]
Judge = Callable[[Json], Evaluation]
ORDER = "028-1234567-1234567"


def _request(filename: str, purpose: str, content: bytes, media_type: str | None = None) -> Json:
    file = {
        "filename": filename,
        "purpose": purpose,
        "content_type": media_type,
        "size_bytes": len(content),
        "content_base64": base64.b64encode(content).decode(),
    }
    message = {
        "subject": f"Your documents, order {ORDER}",
        "body": "<p>Hello, the file that you need for your order is attached.</p>",
        "message_type": "invoice" if purpose == "invoice" else "warranty",
        "attachments": [file],
    }
    return {"message": message, "order": {"order_id": ORDER, "marketplace": "DE"}}


def _in_files(evaluation: Evaluation) -> list[str]:
    return [
        finding.rule_id
        for finding in evaluation.findings
        if finding.family == "attachment"
        or (finding.location and finding.location.field.startswith("attachments/"))
    ]


@pytest.mark.parametrize(
    ("filename", "purpose", "content"),
    [
        ("RE-2026-00817.pdf", "invoice", builders.pdf(builders.INVOICE_LINES)),
        ("invoice.pdf", "invoice", builders.changed_pdf("factur-x.xml")),
        ("manual.pdf", "instructions", builders.pdf(*[["Turn the bolt."]] * 40)),
        ("Montageanleitung.docx", "instructions", builders.docx("Schritt 1", "Schritt 2")),
        ("care.doc", "instructions", builders.doc("Wash at 40 degrees.\r")),
        ("label.png", "shipping_label", builders.png(800, 400)),
        ("proof.jpg", "custom_design", builders.jpeg(800, 400)),
        ("warranty.txt", "warranty", b"Two years from delivery.\n"),
    ],
)
def test_ordinary_file_raises_nothing(
    judge: Judge, filename: str, purpose: str, content: bytes
) -> None:
    assert _in_files(judge(_request(filename, purpose, content))) == []


@pytest.mark.parametrize(
    ("filename", "content", "rule"),
    [
        ("invoice.pdf", builders.png(30, 30), "attachment-content-mismatch"),
        ("invoice.pdf", b"Invoice 882: 20 EUR", "attachment-content-mismatch"),
        ("invoice.pdf", builders.changed_pdf("javascript"), "attachment-active-content"),
        ("invoice.pdf", builders.changed_pdf("setup.exe"), "attachment-active-content"),
        (
            "invoice.docx",
            builders.docx("a", more={"word/vbaProject.bin": b""}),
            "attachment-active-content",
        ),
        ("invoice.pdf", builders.changed_pdf("locked"), "attachment-unreadable"),
        ("invoice.pdf", builders.pdf(["Invoice"])[:-300], "attachment-unreadable"),
        ("invoice.odt", builders.odt("Rechnung"), "attachment-type"),
        ("invoice.png", builders.png(1, 1), "attachment-purpose"),
    ],
)
def test_odd_file_raises_its_rule(judge: Judge, filename: str, content: bytes, rule: str) -> None:
    assert _in_files(judge(_request(filename, "invoice", content))) == [rule]


def test_coupon_on_the_second_page_is_found_there(judge: Judge) -> None:
    content = builders.pdf(
        builders.INVOICE_LINES, ["Use code SPRING15 at checkout for 15% off your next order."]
    )
    evaluation = judge(_request("invoice.pdf", "invoice", content))
    finding = next(f for f in evaluation.findings if f.rule_id == "marketing-coupon")
    assert finding.location is not None
    assert finding.location.field == "attachments/0/content"
    assert finding.location.page == 2
    assert finding.excerpt is not None
    assert "SPRING15" in finding.excerpt


def test_review_request_in_a_word_document_is_found_in_its_paragraph(judge: Judge) -> None:
    content = builders.docx("Care", "If you are happy with it, please leave us a 5-star review.")
    evaluation = judge(_request("care.docx", "instructions", content))
    places = [f.location for f in evaluation.findings if f.family == "review"]
    assert places
    assert {place.paragraph for place in places if place is not None} == {2}


def test_invoice_of_another_order_is_found(judge: Judge) -> None:
    content = builders.pdf(["Invoice for order 113-5550001-7778889"])
    evaluation = judge(_request("invoice.pdf", "invoice", content))
    assert _in_files(evaluation) == ["text-wrong-order-id"]


def test_file_beyond_the_limits_leaves_active_content_unanswered(judge: Judge) -> None:
    content = builders.pdf(*[["Turn the bolt."]] * 201)
    evaluation = judge(_request("manual.pdf", "instructions", content))
    assert _in_files(evaluation) == ["attachment-unreadable"]
    unanswered = {n.rule_id: n.reason.value for n in evaluation.not_evaluated}
    assert unanswered["attachment-active-content"] == "limit_reached"
