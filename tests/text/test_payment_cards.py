"""Numbers of payment cards are told from other long numbers."""

import pytest

from app.text.patterns import Subject
from app.text.payment_cards import find_card_numbers


def _found(text: str) -> list[tuple[str, bool]]:
    cards = find_card_numbers(Subject(text))
    return [(text[card.start : card.end], card.is_grouped) for card in cards]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("card 4111 1111 1111 1111, thanks", [("4111 1111 1111 1111", True)]),
        ("5500-0000-0000-0004", [("5500-0000-0000-0004", True)]),
        ("amex 3782 822463 10005.", [("3782 822463 10005", True)]),
        ("4111111111111111", [("4111111111111111", False)]),
        ("卡号4111 1111 1111 1111", [("4111 1111 1111 1111", True)]),
    ],
)
def test_card_numbers_are_found(text: str, found: list[tuple[str, bool]]) -> None:
    assert _found(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "4111 1111 1111 1112",
        "order 028-1234567-1234567",
        "IBAN DE89 3704 0044 0532 0130 00",
        "tracking 9400 1000 0000 0000 0000 00",
        "tracking 4111 1111 1111 1111 0000",
        "serial AB4111111111111111",
        "00340434161094042557",
        "1111 1111 1111 1117",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert _found(text) == []
