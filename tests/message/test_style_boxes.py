"""How wide containers are, how far text stands in, and how wide a message is."""

import pytest

from app.message.html import HtmlLimits, parse_html
from app.message.style import StyleResult, apply_styles
from app.message.tree import Element


def boxed(source: str) -> tuple[StyleResult, Element]:
    document = parse_html(source, HtmlLimits())
    result = apply_styles(document, source)
    return result, next(one for one in document.elements if one.attrs.get("id") == "t")


@pytest.mark.parametrize(
    ("source", "width"),
    [
        ("<p id=t>x", 600),
        ("<div id=t style=max-width:400px><p>x", 400),
        ("<div id=t style=width:500px><p>x", 500),
        ("<div id=t style='width:500px;max-width:450px'><p>x", 450),
        ("<div id=t style=width:100%><p style=max-width:30em>x", 480),
        ("<table id=t width=700><tr><td width=300>x", 700),
        ("<table id=t width=100%><tr><td width=300>x", 300),
        ("<div id=t style=max-width:400px><p>x</div><p>y", 600),
        ("<div style=display:none>x</div><div id=t style=max-width:400px>x</div>", 400),
        ("<div id=t style=max-width:1000px><div style=max-width:400px>x", 1000),
        ("<div id=t style=max-width:400px></div>", 600),
    ],
)
def test_maximum_width_is_that_of_the_outermost_element_with_all_the_text(
    source: str, width: float
) -> None:
    assert boxed(source)[0].max_width_px == width


@pytest.mark.parametrize(
    ("source", "box"),
    [
        ("<p id=t>x", (600, 0, 0)),
        ("<div style='padding:0 10%'><p id=t>x", (480, 60, 60)),
        ("<div style='margin:1px 2px 3px 4px' id=t>x", (594, 4, 2)),
        ("<div style='padding:1px 2px 3px' id=t>x", (596, 2, 2)),
        ("<div style='margin:0 10%'><div id=t style='padding:0 10%'>x", (384, 108, 108)),
        ("<div style='margin-left:9em;font-size:10px' id=t>x", (510, 90, 0)),
        ("<div style='margin:5px;margin-left:20px' id=t>x", (575, 20, 5)),
        ("<div style='margin-left:20px;margin:5px' id=t>x", (590, 5, 5)),
        ("<div style='padding-inline:10px 20px' id=t>x", (570, 10, 20)),
        ("<div style='width:300px;margin:0 auto' id=t>x</div>y", (300, 150, 150)),
        ("<div style='width:300px;margin-left:auto' id=t>x</div>y", (300, 300, 0)),
        ("<div style='max-width:400px;margin:auto' id=t>x</div>y", (400, 100, 100)),
        ("<div style='width:700px;margin:auto' id=t>x</div>y", (700, 0, 0)),
        (
            "<div style='width:50%;box-sizing:border-box;padding:0 30px' id=t>x</div>y",
            (240, 30, 30),
        ),
        ("<span style='margin:0 auto;padding-left:7px' id=t>x</span>y", (593, 7, 0)),
        ("<table align=center width=300 id=t><tr><td>x</table>y", (300, 150, 150)),
        ("<table cellpadding=20><tr><td id=t>x", (560, 20, 20)),
        ("<table cellpadding=20><tr><td id=t style='padding:0 5px'>x", (590, 5, 5)),
        ("<table cellpadding=20><tr><td><table><tr><td id=t>x", (560, 20, 20)),
        ("<table><tr><td width=200>a<td id=t>x", (400, 0, 0)),
        ("<table><tr><td width=25%>a<td id=t>x<td>b", (225, 0, 0)),
        ("<table><tr><td colspan=2>a<td id=t>x", (200, 0, 0)),
        ("<table><tr><td width=900>a<td width=300 id=t>x", (150, 0, 0)),
        ("<ul><li id=t>x", (560, 40, 0)),
        ("<ul dir=rtl><li id=t>x", (560, 0, 40)),
        ("<ul style=padding:0><li id=t>x", (600, 0, 0)),
        ("<blockquote id=t>x", (520, 40, 40)),
        ("<div style='margin-left:-20px;padding-left:30px' id=t>x", (590, 10, 0)),
        ("<div style='padding-left:calc(10% + 5px)' id=t>x", (535, 65, 0)),
        ("<div style='margin:0 1px 2px 3px 4px' id=t>x", (600, 0, 0)),
    ],
)
def test_margins_and_paddings_of_all_ancestors_add_up(
    source: str, box: tuple[float, float, float]
) -> None:
    result, element = boxed(source)
    assert result.boxes.box(element)[:3] == pytest.approx(box)


@pytest.mark.parametrize(
    ("source", "width"),
    [
        ("<img id=t>", None),
        ("<img id=t width=300>", 300),
        ("<img id=t width=50%>", 300),
        ("<img id=t width=300 style=width:auto>", None),
        ("<img id=t width=300 style=width:200px>", 200),
        ("<img id=t width=900 style=max-width:100%>", 600),
        ("<img id=t style=min-width:500px>", 500),
        ("<svg id=t width=560></svg>", 560),
        ("<svg id=t viewBox='0 0 1 1'></svg>", 600),
        ("<table><tr><td width=200><img id=t width=100%><td>x", 200),
    ],
)
def test_picture_has_the_width_it_is_given(source: str, width: float | None) -> None:
    result, element = boxed(source)
    assert result.boxes.stated_width_px(element) == width
