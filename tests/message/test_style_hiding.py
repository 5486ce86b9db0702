"""What a buyer cannot see, and what only looks hidden."""

import pytest

from app.message.html import HtmlLimits, parse_html
from app.message.style import apply_styles
from app.message.style_values import ComputedStyle


def style_of(source: str) -> ComputedStyle:
    document = parse_html(source, HtmlLimits())
    apply_styles(document, source)
    return next(one for one in document.elements if one.attrs.get("id") == "t").style


@pytest.mark.parametrize(
    "css",
    [
        "display:none",
        "visibility:hidden",
        "visibility:collapse",
        "opacity:0",
        "opacity:0%",
        "font-size:0",
        "font-size:3.9px",
        "font:1px Arial",
        "color:#fff",
        "color:white!important",
        "color:transparent",
        "color:rgba(0,0,0,0.01)",
        "color:#fefefe",
        "color:#000;background:#000",
        "max-height:0;overflow:hidden",
        "height:1px;overflow:hidden",
        "width:1px;height:1px;overflow:hidden;position:absolute",
        "position:absolute;left:-9999px",
        "position:fixed;top:-999em",
        "position:absolute;right:5000px",
        "text-indent:-9999px",
        "margin-left:-9999px",
        "margin:0 0 0 -9999px",
        "clip:rect(0,0,0,0);position:absolute",
        "clip:rect(1px 1px 1px 1px)",
        "clip-path:inset(50%)",
        "clip-path:circle(0)",
        "transform:scale(0)",
        "transform:translateX(-9999px)",
        "filter:opacity(0)",
        "mso-hide:all",
        "content-visibility:hidden",
    ],
)
def test_hides_its_text(css: str) -> None:
    assert style_of(f'<p style="{css}" id=t>x').is_hidden


@pytest.mark.parametrize(
    "css",
    [
        "display:block",
        "visibility:visible",
        "opacity:0.5",
        "font-size:4px",
        "color:#000",
        "color:#ff0",
        "color:#fff;background:#000",
        "color:#fff;background:url(dark.png)",
        "max-height:0",
        "height:200px;overflow:hidden",
        "left:-9999px",
        "position:absolute;left:-10px",
        "margin-left:-20px",
        "clip:auto",
        "clip:rect(0,100px,100px,0)",
        "transform:scale(0.5)",
        "filter:opacity(1)",
        "mso-hide:none",
        "opacity:nonsense",
    ],
)
def test_shows_its_text(css: str) -> None:
    assert not style_of(f'<p style="{css}" id=t>x').is_hidden


@pytest.mark.parametrize(
    "source",
    [
        "<div hidden><p id=t>x",
        "<div style=display:none><p id=t style=display:block>x",
        "<div style=opacity:0><p id=t style=opacity:1>x",
        "<div style=color:#fff><p id=t>x",
        "<div style=font-size:1px><p id=t>x",
        "<div style=visibility:hidden><p id=t>x",
        "<noframes><p id=t>x</noframes><style id=t>x",
        "<input type=hidden id=t>",
        "<dialog><p id=t>x",
    ],
)
def test_what_is_inside_is_hidden_too(source: str) -> None:
    assert style_of(source).is_hidden


@pytest.mark.parametrize(
    "source",
    [
        "<div style=visibility:hidden><p id=t style=visibility:visible>x",
        "<div style=font-size:0><p id=t style=font-size:13px>x",
        "<div style=color:#fff><p id=t style=color:#000>x",
        "<div style=color:#fff><p id=t style=background:#000>x",
        "<dialog open><p id=t>x",
        "<div hidden style=display:block><p id=t>x",
    ],
)
def test_what_is_inside_can_be_shown_again(source: str) -> None:
    assert not style_of(source).is_hidden


def test_camouflage_is_told_from_other_ways_of_hiding() -> None:
    assert style_of("<p style=color:#fff id=t>x").is_camouflaged
    assert not style_of("<p style='color:#fff;display:none' id=t>x").is_camouflaged
