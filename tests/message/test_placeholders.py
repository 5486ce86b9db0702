"""Placeholders are found in every usual style and understood; ordinary brackets are left alone."""

import pytest

from app.domain.message_type import BodyFormat
from app.domain.vocabulary import Meaning
from app.message.passage import Passage, PassageKind
from app.message.placeholders import Placeholder, PlaceholderFinder
from app.message.source import SourceField
from app.message.text_map import TextMap
from app.policy.vocabulary import load_vocabulary

FINDER = PlaceholderFinder(load_vocabulary().placeholders)


def find(
    text: str, source: str = "", body_format: BodyFormat = BodyFormat.TEXT
) -> list[Placeholder]:
    passage = Passage(PassageKind.BODY, "body", TextMap.identity(text))
    return list(FINDER.find([passage], SourceField.of(source), body_format))


@pytest.mark.parametrize(
    "style",
    [
        "{{order_id}}",
        "{{ order.id }}",
        "{{{orderId}}}",
        "{order_id}",
        "${order_id}",
        "[order_id]",
        "[Order ID]",
        "[[order id]]",
        "%%ORDER_ID%%",
        "%order_id%",
        "$ORDER_ID$",
        "<<order id>>",
        "<Order ID>",
        "*|ORDER_ID|*",
        "<%= order.id %>",
        "__ORDER_ID__",
        "##ORDER_ID##",
        "{% order_id %}",
    ],
)
def test_style_is_known_and_its_meaning_understood(style: str) -> None:
    text = f"About {style}, dear buyer."
    (found,) = find(text)
    assert (found.text, found.meaning) == (style, Meaning.ORDER_ID)
    assert text[found.span.start : found.span.end] == style


@pytest.mark.parametrize(
    ("style", "meaning"),
    [
        ("{{first_name}}", Meaning.BUYER_NAME),
        ("[Nome Cliente]", Meaning.BUYER_NAME),
        ("[客户姓名]", Meaning.BUYER_NAME),
        ("{{اسم_العميل}}", Meaning.BUYER_NAME),
        ("[Numéro de commande]", Meaning.ORDER_ID),
        ("{{bestelnummer}}", Meaning.ORDER_ID),
        ("[sipariş numarası]", Meaning.ORDER_ID),
        ("[ご注文番号]", Meaning.ORDER_ID),
        ("{{order_date}}", Meaning.DATE),
        ("{{order_url}}", Meaning.LINK),
        ("{{tracking_number}}", Meaning.TRACKING),
        ("[Produktname]", Meaning.PRODUCT),
        ("[Your Name]", Meaning.SELLER_NAME),
        ("[Insert link to care guide if applicable]", Meaning.LINK),
        ("[Bestellnummer einfügen]", Meaning.ORDER_ID),
        ("{{zz9}}", Meaning.OTHER),
    ],
)
def test_meaning_is_told_from_the_words_inside(style: str, meaning: Meaning) -> None:
    (found,) = find(f"{style},")
    assert found.meaning is meaning


@pytest.mark.parametrize(
    "text",
    [
        "[RAL 7016] [x] [1] [DE] [sic] [Important] [Größe M] [A4]",
        "[image: Logo] [cid:abc] [email protected]",
        "Sizes {1, 2, 3} at 50% off or 20%off%",
        "US$20 and A$30, CA$H$",
        "press <Enter> or [Enter]",
        "[Order number] 028-1234567-1234567",
        "【ご注文番号】249-1234567-1234567 【重要】 【商品名】棚板",
        "______ sign here ______",
        "a < b and c > d",
        "https://example.com/%C3%A9t%C3%A9",
    ],
)
def test_ordinary_bracket_is_left_alone(text: str) -> None:
    assert find(text) == []


def test_full_width_bracket_before_an_honorific_is_a_name() -> None:
    (found,) = find("【お客様名】様")
    assert found.meaning is Meaning.BUYER_NAME


def test_placeholder_that_html_takes_for_a_tag_is_found_in_the_source() -> None:
    source = "<p>Dear <<Buyer Name>>,</p>"
    (found,) = find("Dear <>,", source, BodyFormat.HTML)
    assert source[found.span.start : found.span.end] == "<<Buyer Name>>"


def test_what_only_words_tell_is_less_certain() -> None:
    certain, uncertain = find("{{name}} [name]")
    assert certain.is_certain
    assert not uncertain.is_certain


def test_placeholder_inside_another_is_reported_once() -> None:
    assert [found.text for found in find("[[Buyer Name]] {{ [name] }}")] == [
        "[[Buyer Name]]",
        "{{ [name] }}",
    ]


def test_very_many_placeholders_are_not_all_looked_at() -> None:
    assert len(find("{name} " * 5_000)) == 300
