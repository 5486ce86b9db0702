"""Names are spelled out as words, so that a list of words can be looked up in them."""

import pytest

from app.text.names import needle, spell_out


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Rechnung_2024-11.pdf", " rechnung 2024 11 pdf "),
        ("buyerFirstName", " buyer first name "),
        ("ORDER_ID", " order id "),
        ("5Sterne", " 5 sterne "),
        ("Fatura Özeti ŁÓDŹ", " fatura ozeti lodz "),
        ("", " "),
    ],
)
def test_name_becomes_folded_words(name: str, words: str) -> None:
    assert spell_out(name) == words


@pytest.mark.parametrize(
    ("entry", "name", "is_in"),
    [
        ("vale", "vale_15.pdf", True),
        ("vale", "Valeria.pdf", False),
        ("coupon*", "couponcode", True),
        ("coupon*", "mycoupon", False),
        ("*gutschein*", "Weihnachtsgutschein15", True),
        ("order id", "my-order-id", True),
        ("訂單", "您的訂單號", True),
        ("レビュー", "レビュー依頼", True),
    ],
)
def test_entry_says_where_it_may_stand(entry: str, name: str, is_in: bool) -> None:  # noqa: FBT001
    assert (needle(entry) in spell_out(name)) is is_in
