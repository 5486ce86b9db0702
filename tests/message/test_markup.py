"""HTML in a text that may be plain."""

import pytest

from app.message.markup import find_elements
from app.message.token_places import placed_tokens


@pytest.mark.parametrize(
    ("source", "tags"),
    [
        ("Hello<br>Ron", ["<br>"]),
        ("the <b>house</b> number", ["<b>"]),
        ("<A HREF='/x'>orders</A>", ["<A HREF='/x'>"]),
        ("<a title='a>b' href=x>orders</a>", ["<a title='a>b' href=x>"]),
        ("<p\nclass=a>x", ["<p\nclass=a>"]),
        ("<Table border=1>", ["<Table border=1>"]),
        ("<Code>x</code>", ["<Code>"]),
        ("<code>", ["<code>"]),
        ("<BR>", ["<BR>"]),
    ],
)
def test_element_is_found(source: str, tags: list[str]) -> None:
    spans = [tag.span for tag in find_elements(source)]
    assert [source[span.start : span.end] for span in spans] == tags


@pytest.mark.parametrize(
    "source",
    [
        "Press <Enter>, then <Menu>.",
        "<your name>, <3, 3 < 4, a<b, <>",
        "<Address>",
        "<help@shop.example> <https://shop.example>",
        "</p> alone",
        "<b",
        "<a title='x>",
        "&lt;b&gt;",
    ],
)
def test_sign_is_no_element(source: str) -> None:
    assert list(find_elements(source)) == []


def test_tokens_stand_where_they_say() -> None:
    source = "<p>a &amp; b\n</p ><!-- c --><br/>z"
    tokens = [(source[t.start : t.end], t.tag) for t in placed_tokens(source)]
    assert tokens == [
        ("<p>", "p"),
        ("a ", None),
        ("&amp;", None),
        (" b\n", None),
        ("</p >", "p"),
        ("<!-- c -->", None),
        ("<br/>", "br"),
        ("z", None),
    ]
