"""Which declaration wins, what is inherited, and where each declaration stands."""

from dataclasses import replace

import pytest
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st
from turbohtml.cssom import computed_style as other_cascade

from app.domain.span import Span
from app.message.html import HtmlLimits, parse_html
from app.message.style import CascadeLimits, StyleResult, apply_styles
from app.message.style_sheet import SheetLimits
from app.message.tree import Document, Element
from app.policy.book import load_book
from app.text.colour import BLACK, WHITE, Colour

RED, BLUE = Colour(255, 0, 0), Colour(0, 0, 255)


def styled(source: str) -> tuple[Document, StyleResult]:
    document = parse_html(source, HtmlLimits())
    return document, apply_styles(document, source)


def target(source: str) -> Element:
    """Give the element with the id `t`."""
    document, _ = styled(source)
    return next(element for element in document.elements if element.attrs.get("id") == "t")


def places(source: str) -> list[str]:
    """Give the source under each declaration of the target."""
    spans = [declaration.span for declaration in target(source).declarations]
    return [source[span.start : span.end] for span in spans if isinstance(span, Span)]


@pytest.mark.parametrize(
    ("source", "colour"),
    [
        ("<p id=t>x", BLACK),
        ("<p id=t style=color:red>x", RED),
        ("<p id=t style='color:red;color:blue'>x", BLUE),
        ("<p id=t style='color:red!important;color:blue'>x", RED),
        ("<p id=t style='color:red;color:nonsense'>x", BLACK),
        ("<div style=color:red><p id=t>x", RED),
        ("<div style=color:red><p id=t style=color:inherit>x", RED),
        ("<div style=color:red><p id=t style=color:initial>x", BLACK),
        ("<div style=color:red><p id=t style=color:unset>x", RED),
        ("<div style=color:red><p id=t style=color:currentColor>x", RED),
        ("<style>p{color:red}</style><p id=t>x", RED),
        ("<style>p{color:red}</style><p id=t style=color:blue>x", BLUE),
        ("<style>p{color:red!important}</style><p id=t style=color:blue>x", RED),
        ("<style>p{color:red!important}</style><p id=t style='color:blue!important'>x", BLUE),
        ("<style>#t{color:red}.a{color:blue}</style><p id=t class=a>x", RED),
        ("<style>.a{color:red}p{color:blue}</style><p id=t class=a>x", RED),
        ("<style>p{color:red}p{color:blue}</style><p id=t>x", BLUE),
        ("<style>p.a.b{color:red}p.a{color:blue}</style><p id=t class='b a'>x", RED),
        ("<style>div p{color:red}</style><div><b></b><p id=t>x", RED),
        ("<style>div > p{color:red}</style><div><section><p id=t>x", BLACK),
        ("<style>b + p{color:red}</style><div><b></b><p id=t>x", RED),
        ("<style>b ~ p{color:red}</style><div><b></b><i></i><p id=t>x", RED),
        ("<style>b + p{color:red}</style><div><b></b><i></i><p id=t>x", BLACK),
        ("<style>[data-x='1']{color:red}</style><p id=t data-x=1>x", RED),
        ("<style>[style*=margin]{color:red}</style><p id=t style=margin:0>x", RED),
        ("<style>p:first-child{color:red}</style><div><p id=t>x</p><p>y", RED),
        ("<style>p:nth-child(2n){color:red}</style><div><p>y</p><p id=t>x", RED),
        ("<style>p:not(.a){color:red}</style><p id=t>x", RED),
        ("<style>:is(h1, p){color:red}</style><p id=t>x", RED),
        ("<style>p:hover{color:red}</style><p id=t>x", BLACK),
        ("<style>p::before{color:red}</style><p id=t>x", BLACK),
        ("<style>h1,p,h2{color:red}</style><p id=t>x", RED),
        ("<style><!-- p{color:red} --></style><p id=t>x", RED),
        ("<style>/* } */ p /* { */ {/*;*/color:red}</style><p id=t>x", RED),
        ("<style>@media screen{p{color:red}}</style><p id=t>x", RED),
        ("<style>@media (min-width:480px){p{color:red}}</style><p id=t>x", RED),
        ("<style>@media (max-width:480px){p{color:red}}</style><p id=t>x", BLACK),
        ("<style>@media print{p{color:red}}</style><p id=t>x", BLACK),
        ("<style>@media (width > 600px){p{color:red}}</style><p id=t>x", RED),
        ("<style>@media (prefers-color-scheme:dark){p{color:red}}</style><p id=t>x", BLACK),
        ("<style media=print>p{color:red}</style><p id=t>x", BLACK),
        ("<style>@supports (display:grid){p{color:red}}</style><p id=t>x", RED),
        ("<style>@font-face{color:red}p{color:blue}</style><p id=t>x", BLUE),
        ("<style>p{c\\6flor:red}</style><p id=t>x", RED),
        ("<font color=red><b id=t>x", RED),
        ("<style>font{color:blue}</style><font id=t color=red>x", BLUE),
        ("<body text=red><p id=t>x", RED),
        ("<a href=x id=t>x", Colour(0, 0, 238)),
        ("<a name=x id=t>x", BLACK),
    ],
)
def test_colour_comes_from_the_declaration_that_wins(source: str, colour: Colour) -> None:
    assert target(source).style.color == colour


@pytest.mark.parametrize(
    ("source", "pixels"),
    [
        ("<p id=t>x", 16),
        ("<h1 id=t>x", 32),
        ("<p id=t style=font-size:12pt>x", 16),
        ("<p id=t style=font-size:1.5em>x", 24),
        ("<div style=font-size:20px><p id=t style=font-size:150%>x", 30),
        ("<div style=font-size:20px><p id=t style=font-size:1rem>x", 16),
        ("<p id=t style='font-size:calc(10px + 0.5em)'>x", 18),
        ("<p id=t style=font-size:x-large>x", 24),
        ("<p id=t style=font-size:larger>x", 19.2),
        ("<p id=t style='font:bold 14px/1.5 Arial'>x", 14),
        ("<p id=t style='font:14px Arial;font-size:20px'>x", 20),
        ("<p id=t style='font-size:20px;font:14px Arial'>x", 14),
        ("<font id=t size=5>x", 24),
        ("<font id=t size=+2>x", 24),
        ("<font id=t size=-1>x", 13),
        ("<big><b id=t>x", 19.2),
        ("<p id=t style=font-size:0.25in>x", 24),
        ("<p id=t style=font-size:-3px>x", 16),
    ],
)
def test_font_size_is_computed_in_pixels(source: str, pixels: float) -> None:
    assert target(source).style.font_size_px == pytest.approx(pixels)


@pytest.mark.parametrize(
    ("source", "field", "value"),
    [
        ("<center><p id=t>x", "text_align", "center"),
        ("<p align=RIGHT id=t>x", "text_align", "right"),
        ("<table align=center><td id=t>x", "text_align", "start"),
        ("<p id=t style='text-align:-webkit-center'>x", "text_align", "center"),
        ("<div dir=rtl><p id=t>x", "direction", "rtl"),
        ("<b id=t>x", "font_weight", 700),
        ("<p id=t style=font-weight:600>x", "font_weight", 600),
        ("<pre id=t>x", "white_space", "pre"),
        ("<table><td nowrap id=t>x", "white_space", "nowrap"),
        ("<p id=t style=display:inline>x", "display", "inline"),
        ("<o:p id=t>x", "display", "inline"),
        ("<table><tr><td id=t>x", "display", "table-cell"),
        ("<div style=opacity:.5><p id=t style=opacity:50%>x", "opacity", 0.25),
        ("<u><b id=t>x", "is_underlined", True),
        ("<u><b id=t style=text-decoration:none>x", "is_underlined", True),
        ("<a href=x style=text-decoration:none id=t>x", "is_underlined", False),
        ("<div style=text-transform:uppercase><p id=t>x", "text_transform", "uppercase"),
        ("<table bgcolor=black><td id=t>x", "background", BLACK),
        ("<p id=t style='background:#fff url(a.png) no-repeat'>x", "background", WHITE),
        (
            "<div style=background:#000><p id=t style='background:rgba(255,255,255,.5)'>x",
            "background",
            Colour(128, 128, 128),
        ),
        ("<div style='background:url(a.png)'><p id=t>x", "background_image", "url(a.png)"),
        (
            "<div style='background:url(a.png)'><p id=t style=background:#000>x",
            "background_image",
            "",
        ),
    ],
)
def test_values_are_computed(source: str, field: str, value: object) -> None:
    assert getattr(target(source).style, field) == value


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p id=t style='color:red; line-height : 1.5 ;'>x", ["color:red", "line-height : 1.5"]),
        ("<p id=t STYLE=COLOR:RED>x", ["COLOR:RED"]),
        ("<p id=t style='line&#45;height:2;color:red'>x", ["line&#45;height:2", "color:red"]),
        (
            '<p id=t style="font-family:&quot;A;B&quot;;color:red">x',
            ["font-family:&quot;A;B&quot;", "color:red"],
        ),
        (
            "<p id=t style='a:b;background:url(data:x;y);color:red'>x",
            ["a:b", "background:url(data:x;y)", "color:red"],
        ),
        ("<p id=t style='/* c */color:red/* d */'>x", ["color:red"]),
        ("<style>\np {\n color : red ; }</style><p id=t>x", ["color : red"]),
        ("<font id=t color='red' size=2>x", ["color='red'", "size=2"]),
        ("<center id=t>x", ["<center id=t>"]),
        ("<table id=t align=center>", ["align=center", "align=center"]),
    ],
)
def test_declarations_know_their_places(source: str, expected: list[str]) -> None:
    assert places(source) == expected


def test_offsets_count_the_normalised_source_behind_line_breaks() -> None:
    assert places("<p>\n\n</p>\n<p id=t\n style='a:b;\n color:red'>") == ["a:b", "color:red"]


def test_unstyled_elements_share_their_style() -> None:
    document, _ = styled("<div><p>a</p><p>b</p><section><p>c</p></section></div>")
    assert len({id(element.style) for element in document.all("p")}) == 1


def test_what_holds_in_some_views_only_is_set_aside() -> None:
    source = (
        "<style>@media (max-width:480px){p{color:red}}p:hover{color:blue}"
        "@media print{p{color:green}}</style><p>x"
    )
    _, result = styled(source)
    values = [layer.block.stated[0].value for _, layer in result.conditionals]
    assert values == ["red", "blue"]


def test_sheet_tells_what_else_it_holds() -> None:
    source = (
        "<style>@import url('a.css');@font-face{font-family:B;src:url(b)}"
        "@keyframes k{from{top:0}}@page{margin:0}p::(x{color:red}</style>"
    )
    _, result = styled(source)
    (sheet,) = result.sheets
    assert [place.value for place in sheet.imports] == ["a.css"]
    assert [source[p.span.start : p.span.end] for p in sheet.imports] == ["@import url('a.css');"]
    assert [source[p.span.start : p.span.end][:10] for p in sheet.font_faces] == ["@font-face"]
    assert [place.value for place in sheet.animations] == ["k"]
    assert [place.value for place in sheet.skipped] == ["p::(x"]


@pytest.mark.parametrize(
    "source",
    [
        "<style>" + "a{b:c}" * 60 + "</style>",
        "<style>" + ",".join(f".c{number}" for number in range(60)) + "{b:c}</style>",
        "<style>a{" + "b:c;" * 60 + "}</style>",
        "<style>a{b:c}</style>" * 60,
        "<p style='" + "b:c;" * 60 + "'>",
        "".join(f"<p style=a:{number}>" for number in range(60)),
        "<style>div i p:empty{b:c}</style><i></i>" + "<div>" * 60 + "<p></p>",
    ],
)
def test_a_limit_that_is_reached_is_told(source: str) -> None:
    limits = CascadeLimits(
        sheet=SheetLimits(200, 50, 50, 50), sheet_characters=200, inline_characters=200, steps=50
    )
    document = parse_html(source, HtmlLimits())
    assert apply_styles(document, source, limits).limit_reached
    assert not apply_styles(document, source).limit_reached


def test_defaults_are_the_numbers_of_the_policy() -> None:
    style, limits = load_book().limits.style, CascadeLimits()
    assert limits == replace(
        limits,
        default_width_px=style.default_width_px,
        hidden_font_px=style.hidden_font_px,
        hidden_contrast=style.hidden_contrast,
    )


_SELECTORS = st.sampled_from(
    ("p", "b", ".x", ".y", "#i", "p.x", "div p", "div > p", "p b", ".x .y", "div .x", "b.y", "*")
)
_VALUES = {
    "text-align": ("left", "center", "right", "inherit"),
    "white-space": ("pre", "nowrap", "normal", "initial"),
    "visibility": ("hidden", "visible", "inherit"),
    "text-transform": ("uppercase", "none", "unset"),
}
_DECLARATION = st.sampled_from(
    [f"{name}:{value}" for name, values in _VALUES.items() for value in values]
)
_DECLARATIONS = st.lists(
    st.tuples(_DECLARATION, st.booleans()).map(lambda one: one[0] + " !important" * one[1]),
    min_size=1,
    max_size=3,
).map(";".join)
_RULES = st.lists(st.tuples(_SELECTORS, _DECLARATIONS), max_size=6)
_TAG = st.tuples(
    st.sampled_from(("div", "p", "b")),
    st.sampled_from(("", " class=x", " class=y", " class='x y'", " id=i")),
    st.one_of(st.just(""), _DECLARATIONS.map(lambda css: f' style="{css}"')),
)


@settings(max_examples=150, deadline=None)
@given(_RULES, st.lists(_TAG, min_size=1, max_size=6))
def test_another_cascade_comes_to_the_same_values(
    rules: list[tuple[str, str]], tags: list[tuple[str, str, str]]
) -> None:
    sheet = "".join(f"{selector}{{{css}}}" for selector, css in rules)
    body = "".join(f"<{tag}{attribute}{style}>x" for tag, attribute, style in tags)
    source = f"<!doctype html><style>{sheet}</style>{body}"
    document, _ = styled(source)
    ours = [element for element in document.elements if element.tag in ("div", "p", "b")]
    others = [one for one in turbohtml.parse(source).find_all() if one.tag in ("div", "p", "b")]
    for our, other in zip(ours, others, strict=True):
        theirs = other_cascade(other)
        for name in _VALUES:
            assert getattr(our.style, name.replace("-", "_")) == theirs[name]


_CSS_SOUP = st.text(alphabet="ab:;{}()[]\"'\\/*!@.#,>+~= \n%019-urlmpx<&", max_size=80)


@settings(max_examples=200, deadline=None)
@given(_CSS_SOUP, _CSS_SOUP)
def test_any_css_is_read_without_an_error_and_twice_alike(sheet: str, inline: str) -> None:
    quoted = inline.replace('"', "&quot;")
    source = f'<style>{sheet}</style><p style="{quoted}">x</p><style>p{{{inline}}}</style>'
    document, first = styled(source)
    again, second = styled(source)
    assert [element.style for element in document.elements] == [
        element.style for element in again.elements
    ]
    assert first.limit_reached == second.limit_reached
    for element in document.elements:
        for declaration in element.declarations:
            span = declaration.span
            assert span is None or 0 <= span.start < span.end <= len(source)
