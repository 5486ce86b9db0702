"""Order ids are found however they are written, and other long numbers are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.message.order_ids import OrderId, OrderIdFinder, normal_order_id
from app.message.passage import Passage, PassageKind
from app.message.text_map import TextMap
from app.policy.vocabulary import load_vocabulary

FINDER = OrderIdFinder(load_vocabulary().order_numbers)
RIGHT = "028-1234567-1234567"


def find(text: str) -> list[OrderId]:
    return list(FINDER.find([Passage(PassageKind.BODY, "body", TextMap.identity(text))]))


@pytest.mark.parametrize(
    "written",
    [
        "028-1234567-1234567",
        "028–1234567–1234567",
        "028 - 1234567 - 1234567",
        "028\u00a01234567\u00a01234567",
        "０２８－１２３４５６７－１２３４５６７",
        "٠٢٨-١٢٣٤٥٦٧-١٢٣٤٥٦٧",
        "028-\u200b1234567-1234567",
    ],
)
def test_number_is_the_same_however_it_is_written(written: str) -> None:
    for text in (written, f"{written}の件", f"({written}).", f"Fyi: {written}"):
        (found,) = find(text)
        assert (found.number, found.text) == (RIGHT, written)
        assert text[found.span.start : found.span.end] == written


@pytest.mark.parametrize("number", ["D01-1234567-1234567", "d01-1234567-1234567"])
def test_digital_order_begins_with_a_letter(number: str) -> None:
    (found,) = find(f"Your download {number}")
    assert found.number == "D01-1234567-1234567"


@pytest.mark.parametrize(
    "announced",
    [
        "Order 02812345671234567",
        "Bestellnummer: 02812345671234567",
        "commande n° 02812345671234567",
        "ordine 02812345671234567",
        "pedido 02812345671234567",
        "bestelling 02812345671234567",
        "zamówienie nr 02812345671234567",
        "beställning 02812345671234567",
        "02812345671234567 numaralı sipariş",
        "ご注文番号02812345671234567",
        "订单号：02812345671234567",
        "طلبك رقم 02812345671234567",
    ],
)
def test_digits_run_together_count_where_they_are_announced(announced: str) -> None:
    (found,) = find(announced)
    assert found.number == RIGHT
    assert found.is_run_together


@pytest.mark.parametrize(
    "text",
    [
        "Order 028-123456-1234567",
        "028-1234567-123456",
        "Order 028-1234567",
        "Order 02B-1234567-1234567",
        "O28-1234567-1234567",
        "Bestellung 028-12345671234567",
        "pedido 0281234567123456",
        "订单 028-12345-1234567",
    ],
)
def test_attempt_at_a_number_is_malformed(text: str) -> None:
    (found,) = find(text)
    assert found.number is None


@pytest.mark.parametrize(
    "text",
    [
        "Tracking 00340434161094042557",
        "DHL 1234 5678 9012 3456 7890",
        "IBAN DE89 3704 0044 0532 0130 00",
        "Call 030-1234567 or 0176-1234567.",
        "Serial number of the order: 0176-4455-8812",
        "お問い合わせ番号は 5014-2278-9033 です",
        "EAN 4006381333931, ISBN 978-3-16-148410-0",
        "On 2026-03-12, 10:00-12:00, 1-2-3",
        "550e8400-e29b-41d4-a716-446655440000",
        "invoice 2026-000123456",
        "02812345671234567",
    ],
)
def test_other_long_number_is_none(text: str) -> None:
    assert find(text) == []


def test_last_word_before_a_number_decides() -> None:
    assert find("order by phone 028-1234567") == []
    assert len(find("phone us about order 028-1234567")) == 1


def test_word_in_the_sentence_before_announces_nothing() -> None:
    assert find("Thanks for the order! 02812345671234567") == []


def test_neither_spoils_the_next() -> None:
    found = find(f"order 10 - {RIGHT}, 2026-03-12 - {RIGHT}-1")
    assert [one.number for one in found] == [RIGHT, RIGHT]


@settings(max_examples=60)
@given(st.text(alphabet="0123456789- DdOo١８–\u200border,注文", max_size=60))
def test_every_find_is_what_stands_there(text: str) -> None:
    for found in find(text):
        assert text[found.span.start : found.span.end] == found.text
        assert found.number is None or normal_order_id(found.text) == found.number
