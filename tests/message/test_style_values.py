"""Lengths, font shorthands, media queries and CSS syntax by themselves."""

import pytest

from app.message.css_text import declarations_of, split_values
from app.message.style_lengths import Basis, font_shorthand, html_font_size, length_px
from app.message.style_media import HOLDS, NEVER, condition_of


@pytest.mark.parametrize(
    ("value", "pixels"),
    [
        ("12px", 12),
        ("0", 0),
        ("1.5in", 144),
        ("2.54cm", 96),
        ("25.4mm", 96),
        ("6pc", 96),
        ("72pt", 96),
        ("2em", 20),
        ("2ex", 10),
        ("2rem", 32),
        ("25%", 100),
        ("10vw", 40),
        (".5em", 5),
        ("-3px", -3),
        ("1e2px", 100),
        ("calc(100% - 2em)", 380),
        ("calc(2 * 3px)", 6),
        ("calc(100%/3)", 400 / 3),
        ("min(50%, 90px)", 90),
        ("max(50%, 90px)", 200),
        ("clamp(10px, 50%, 90px)", 90),
        ("auto", None),
        ("12 px", None),
        ("calc(1px", None),
        ("calc(calc(1px))", None),
        ("calc(1px / 0)", None),
        ("calc()", None),
        ("12parsec", None),
        ("9" * 300 + "px", None),
    ],
)
def test_length_in_pixels(value: str, pixels: float | None) -> None:
    assert length_px(value, Basis(10.0, 400.0)) == (
        pixels if pixels is None else pytest.approx(pixels)
    )


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("14px Arial", ("14px", "", "arial", "")),
        ("bold 14px/1.6 verdana, sans-serif", ("14px", "1.6", "verdana, sans-serif", "bold")),
        ("italic 600 1em / 2 a", ("1em", "2", "a", "600")),
        ("14px /2 a", ("14px", "2", "a", "")),
        ("caption", ("", "", "caption", "")),
    ],
)
def test_font_shorthand_is_taken_apart(value: str, parts: tuple[str, str, str, str]) -> None:
    assert font_shorthand(value.lower())[:4] == parts


@pytest.mark.parametrize(
    ("value", "size"),
    [("3", "medium"), ("9", "xxx-large"), ("+1", "large"), ("-9", "x-small"), ("x", None)],
)
def test_font_size_of_html(value: str, size: str | None) -> None:
    assert html_font_size(value) == size


@pytest.mark.parametrize(
    ("query", "condition"),
    [
        ("", HOLDS),
        ("all", HOLDS),
        ("only screen", HOLDS),
        ("screen and (min-width: 30em)", HOLDS),
        ("(max-width: 600px)", "(max-width: 600px)"),
        ("print, screen", HOLDS),
        ("print", NEVER),
        ("not print", HOLDS),
        ("not screen", NEVER),
        ("not screen and (max-width:600px)", HOLDS),
        ("(400px <= width)", HOLDS),
        ("(width < 400px)", "(width < 400px)"),
        ("(prefers-color-scheme: light)", HOLDS),
        ("(prefers-color-scheme: dark)", "(prefers-color-scheme: dark)"),
        ("(hover)", "(hover)"),
        ("speech, print and (color)", NEVER),
    ],
)
def test_media_query_is_judged_for_a_desktop_window(query: str, condition: str) -> None:
    assert condition_of(query) == condition


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COLOR : Red ! IMPORTANT", [("color", "red", True)]),
        ("font-family:'A;B',C", [("font-family", "'A;B',c", False)]),
        ("background:URL(Pic.PNG)", [("background", "url(Pic.PNG)", False)]),
        ("a:b;;c;d:;*zoom:1;e:f", [("a", "b", False), ("e", "f", False)]),
        ("li\\6e e-height:2", [("line-height", "2", False)]),
        ("color:re/**/d;a:b", [("color", "re    d", False), ("a", "b", False)]),
        ("color:red!wrong;a:b", [("a", "b", False)]),
        ('content:"un;closed', [("content", '"un;closed', False)]),
        ("a:b /* c;d", [("a", "b", False)]),
        ("--x:1;color:var(--x)", [("--x", "1", False), ("color", "var(--x)", False)]),
    ],
)
def test_declarations_are_read_as_browsers_do(
    text: str, expected: list[tuple[str, str, bool]]
) -> None:
    stated = declarations_of(text, 100).stated
    assert [(one.name, one.value, one.is_important) for one in stated] == expected


@pytest.mark.parametrize(
    ("value", "separator", "parts"),
    [
        ("1px  solid rgb(1, 2, 3)", " ", ["1px", "solid", "rgb(1, 2, 3)"]),
        ("'a b' c", " ", ["'a b'", "c"]),
        ("a(b,c), d", ",", ["a(b,c)", "d"]),
        ("a", ",", ["a"]),
    ],
)
def test_values_are_split_outside_of_brackets(value: str, separator: str, parts: list[str]) -> None:
    assert split_values(value, separator) == parts
