"""The tree is the one that the parser gives, and everything in it knows its place in the source."""

from collections.abc import Callable, Iterator

import pytest
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.message.html import HtmlLimits, TooComplexError, parse_html
from app.message.source import SourceField
from app.message.tree import Document, Element, Step, TextNode, TextPiece

_LIMITS = HtmlLimits()
_MARKUP = (
    *("<b>", "</b>", "<p>", "</p>", "<i>", "</i>", "<table>", "</table>", "<td>", "<tr>", "</x>"),
    *("<a href=x>", "</a>", "<pre>", "<textarea>", "<svg>", "</svg>", "<![CDATA[x]]>", "<title>"),
    *("&amp;", "&lt", "&#128512;", "&nGt;", " ", "\n", "<", "x", "y z", "é", "<!-- c -->", "</>"),
)


def _parse(source: str) -> Document:
    return parse_html(source, _LIMITS)


def _parser_tree(source: str) -> list[object]:
    tree = turbohtml.parse(source, allow_declarative_shadow_roots=False)
    found: list[object] = []
    for node in tree.descendants:
        if isinstance(node, turbohtml.Element):
            values = {k: " ".join(v or ()) for k, v in node.attrs.items() if not isinstance(v, str)}
            found.append((node.tag, {**dict(node.attrs), **values}))
        elif isinstance(node, turbohtml.Text):
            found.append(node.data)
    return found


def _our_tree(document: Document) -> list[object]:
    return [
        (node.tag, node.attrs) if isinstance(node, Element) else node.text
        for node in document.root.descendants()
    ]


def _texts(document: Document) -> Iterator[TextNode]:
    return (node for _, node in document.walk if isinstance(node, TextNode))


def _decodes_to(piece: TextPiece, source: str) -> bool:
    raw = source[piece.source_start : piece.source_end]
    decoded = (token.data or "" for token in turbohtml.tokenize(raw))
    return raw == piece.text or "".join(decoded) == piece.text


def _assert_is_parsers(source: str) -> None:
    document = _parse(source)
    assert _our_tree(document) == _parser_tree(source)
    for node in _texts(document):
        assert "".join(piece.text for piece in node.pieces) == node.text


def test_tree_of_mutated_mail_is_the_parsers(mutant: Callable[[int], str]) -> None:
    for seed in range(1_500):
        _assert_is_parsers(SourceField.of(mutant(seed)).normalised)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_MARKUP), max_size=30))
def test_tree_of_any_markup_is_the_parsers(pieces: list[str]) -> None:
    _assert_is_parsers("".join(pieces))


def test_text_of_mutated_mail_stands_where_it_says(mutant: Callable[[int], str]) -> None:
    raw = ("title", "textarea")
    for seed in range(2_000, 3_500):
        source = SourceField.of(mutant(seed)).normalised
        for node in _texts(_parse(source)):
            for piece in node.pieces:
                if piece.text.strip(" \t\n\f\r") and node.parent.tag not in raw:
                    assert _decodes_to(piece, source), (source, piece)


def test_start_tags_of_mutated_mail_stand_where_they_say(mutant: Callable[[int], str]) -> None:
    for seed in range(4_000, 4_600):
        source = SourceField.of(mutant(seed)).normalised
        for element in _parse(source).elements:
            location = element.source.source_location if element.source is not None else None
            if location is not None:
                assert element.start == location.start_tag.start_offset
                assert element.start_end == location.start_tag.end_offset


def test_parents_index_and_walk_agree(mutant: Callable[[int], str]) -> None:
    for seed in range(5_000, 5_300):
        document = _parse(SourceField.of(mutant(seed)).normalised)
        opened = [document.root]
        for step, node in document.walk:
            if step is Step.CLOSE:
                assert opened.pop() is node
                continue
            assert node.parent is opened[-1]
            if isinstance(node, Element):
                assert document.elements[node.index] is node
                assert node.depth == len(opened)
                opened.append(node)
        for element in document.elements:
            assert [c for c in element.descendants() if c.parent is element] == element.children


@pytest.mark.parametrize(
    ("source", "text", "raw"),
    [
        ("<p>plain</p>", "plain", "plain"),
        ("<p>a &amp; b</p>", "&", "&amp;"),
        ("<p>a &lt b</p>", "<", "&lt"),
        ("<p>&#x1F600;</p>", "😀", "&#x1F600;"),
        ("<p>&NotEqualTilde;</p>", "\u2242\u0338", "&NotEqualTilde;"),
        ("<p>&notit;</p>", "¬it;", "&notit;"),
        ("<p>&#1;x</p>", "\x01", "&#1;"),
        ("<p>1 < 2</p>", "< 2", "< 2"),
        ("<table>moved<tr><td>cell</td></tr></table>", "moved", "moved"),
        ("<table><tr><td>cell</td></tr> &#32;moved &amp; gone</table>", "&", "&amp;"),
        ("<b>1<p>2</b>3</p>4", "3", "3"),
        ("<p>Teil</>Anzahl<col></p>", "Anzahl", "Anzahl"),
        ("<svg><![CDATA[a>b]]></svg>", "a>b", "a>b"),
        ("<svg><title>a &amp; b</title></svg>", "&", "&amp;"),
        ("<title>a &amp; <b></title>", "&", "&amp;"),
        ("<style>a > b {}</style>", "a > b {}", "a > b {}"),
        ("<style>a &gt; b</style>", "a &gt; b", "a &gt; b"),
        ("<table>x<tr><td></td></tr></table><style></p> a</style>", "</p> a", "</p> a"),
        ("<pre>\n\nkept</pre>", "\nkept", "\nkept"),
        ("<textarea>\nvalue</textarea>", "value", "value"),
        ("<noscript><p>shown</p></noscript><col>", "shown", "shown"),
        ("<table>a<tr><td><noscript><p>b</p></noscript></td></tr></table>", "b", "b"),
        ("<p>\U000f0000 \U0010fffd</p>", "\U000f0000 \U0010fffd", "\U000f0000 \U0010fffd"),
        ("<table>\U000f0001<tr><td>x</table>", "\U000f0001", "\U000f0001"),
        ("<table>x<tr><td><title>&#xF0005;</title>", "\U000f0005", "&#xF0005;"),
        ("a<!-- x --!>b", "b", "b"),
        ("a<!-->b", "b", "b"),
        ("<!doctype html>\n\n<p>x", "x", "x"),
        ("<html><body>Hello</body>\n</html>\n", "Hello", "Hello"),
        ("<p title='>'>x", "x", "x"),
        ('<a b=x" c="y>z">t</a>', "t", "t"),
        ("<P CLASS=A >upper</P >", "upper", "upper"),
    ],
)
def test_piece_stands_at(source: str, text: str, raw: str) -> None:
    pieces = [piece for node in _texts(_parse(source)) for piece in node.pieces]
    places = [source[p.source_start : p.source_end] for p in pieces if text in p.text]
    assert raw in places[0]
    assert _our_tree(_parse(source)) == _parser_tree(source)


def test_two_equal_texts_keep_their_own_places() -> None:
    source = "<table>x<tr><td>x</td></tr>x</table>x"
    spots = [(p.source_start, p.text) for node in _texts(_parse(source)) for p in node.pieces]
    assert spots == [(7, "x"), (27, "x"), (16, "x"), (36, "x")]


def test_text_in_a_declarative_shadow_root_stays_in_the_tree() -> None:
    document = _parse("<div><template shadowrootmode=open><p>inside</p></template></div>")
    assert document.root.text_content() == "inside"


def test_attribute_end_tag_and_whole_element_have_places() -> None:
    source = '<p>x <a class="b  c" href="/y?a=1&amp;b=2">text</a> z</p>'
    (link,) = _parse(source).all("a")
    assert link.attrs == {"class": "b c", "href": "/y?a=1&b=2"}
    spans = (link.span, link.attribute_span("href"), link.end_tag_span, link.outer_span)
    assert [source[s.start : s.end] for s in spans if s is not None] == [
        '<a class="b  c" href="/y?a=1&amp;b=2">',
        'href="/y?a=1&amp;b=2"',
        "</a>",
        '<a class="b  c" href="/y?a=1&amp;b=2">text</a>',
    ]
    assert link.attribute_span("title") == link.span


def test_element_without_end_tag_reaches_to_the_end_of_its_content() -> None:
    source = "<ul><li>one<b>two</b></ul>after"
    document = _parse(source)
    (item,) = document.all("li")
    span = item.outer_span
    assert span is not None
    assert source[span.start : span.end] == "<li>one<b>two"


@pytest.mark.parametrize("tag", ["p", "br"])
def test_element_that_a_stray_end_tag_makes_has_no_place(tag: str) -> None:
    document = _parse(f"x</{tag}>y")
    (element,) = document.all(tag)
    assert element.span is None
    assert [node.start for node in _texts(document)] == [0, len(f"x</{tag}>")]


def test_elements_outlive_their_document_without_what_is_inside() -> None:
    (paragraph,) = _parse("<p>x</p>").all("p")
    assert paragraph.children == []


@pytest.mark.parametrize(
    "source",
    [
        "<b>" * 30_000,
        "<p>x</p>" * 9_500,
        "<" * 30_000,
        "&amp;" * 30_000,
        "".join(f"<body a{n}>" for n in range(2_000)),
        "x<html " + " ".join(f"a{n}" for n in range(5_000)) + ">",
        "<body " + "a=1 " * 60_000,
        "".join(f"<font size={n}><p>" for n in range(4_000)),
        "<table>" + "x<b>y</b>" * 8_000,
    ],
    ids=lambda source: f"{source[:14]} {len(source)}",
)
def test_bomb_is_refused(source: str) -> None:
    with pytest.raises(TooComplexError):
        _parse(source)


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 8_000 + "deep",
        "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x",
        "<p " + "a=1 " * 60_000 + ">x",
        "<!--" * 19_000,
        "x" * 262_144,
        "a\n" * 131_072,
        "<td>x" * 19_000,
        "</x>y" * 19_000,
    ],
    ids=lambda source: f"{source[:14]} {len(source)}",
)
def test_large_source_is_read_to_its_end(source: str) -> None:
    document = _parse(source)
    assert _our_tree(document) == _parser_tree(source)
    assert max((node.end for node in _texts(document)), default=0) in (0, len(source))
