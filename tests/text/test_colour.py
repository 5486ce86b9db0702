import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.colour import (
    BLACK,
    TRANSPARENT,
    WHITE,
    Colour,
    blend,
    contrast_ratio,
    parse_colour,
    parse_legacy_colour,
    relative_luminance,
)
from app.text.tables import read_tables

COLOURS = st.builds(
    Colour,
    st.integers(0, 255),
    st.integers(0, 255),
    st.integers(0, 255),
    st.floats(0, 1),
)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("red", Colour(255, 0, 0)),
        ("  RebeccaPurple\n", Colour(102, 51, 153)),
        ("transparent", TRANSPARENT),
        ("windowtext", BLACK),
        ("#0f0", Colour(0, 255, 0)),
        ("#0F08", Colour(0, 255, 0, 136 / 255)),
        ("#102030", Colour(16, 32, 48)),
        ("#10203000", Colour(16, 32, 48, 0.0)),
        ("rgb(1, 2, 3)", Colour(1, 2, 3)),
        ("RGBA(1,2,3,.5)", Colour(1, 2, 3, 0.5)),
        ("rgb(100%, 0%, 50%)", Colour(255, 0, 128)),
        ("rgb(1 2 3)", Colour(1, 2, 3)),
        ("rgb(1 2 3 / 25%)", Colour(1, 2, 3, 0.25)),
        ("rgb(1 2 3/0.25)", Colour(1, 2, 3, 0.25)),
        ("rgb(50% 2 none)", Colour(128, 2, 0)),
        ("rgb(300, -20, 1e2)", Colour(255, 0, 100)),
        ("hsl(120, 100%, 50%)", Colour(0, 255, 0)),
        ("hsla(0, 0%, 100%, 50%)", Colour(255, 255, 255, 0.5)),
        ("hsl(-120 100 50)", Colour(0, 0, 255)),
        ("hsl(0.5turn 100% 25% / 1)", Colour(0, 128, 128)),
        ("hsl(200grad 100% 25%)", Colour(0, 128, 128)),
        ("hsl(2.0943951024rad 100% 50%)", Colour(0, 255, 0)),
    ],
)
def test_a_css_colour_is_read(css: str, expected: Colour) -> None:
    assert parse_colour(css) == expected


@pytest.mark.parametrize(
    "css",
    [
        "",
        "reddish",
        "currentcolor",
        "inherit",
        "#12",
        "#12345",
        "#ggg",
        "rgb(1, 2)",
        "rgb(1, 2, 3, 4, 5)",
        "rgb(1 2 3 4)",
        "rgb(1 2 3 /)",
        "rgb(1, 2, 3 / 4)",
        "rgb(1., 2, 3)",
        "rgb(1%, 2, 3)",
        "rgb(none, 2, 3)",
        "rgb(1deg 2 3)",
        "rgb(1 2 3 / 1deg)",
        "hsl(120, 100, 50)",
        "hsl(1e999 1% 1%)",
        "hsl(1em 1% 1%)",
        "rgb(1,2,3",
        "red" + " " * 200 + "x",
    ],
)
def test_what_a_browser_ignores_is_no_colour(css: str) -> None:
    assert parse_colour(css) is None


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("red", Colour(255, 0, 0)),
        ("#f00", Colour(255, 0, 0)),
        ("f00", Colour(15, 0, 0)),
        ("chucknorris", Colour(192, 0, 0)),
        ("sick", Colour(0, 192, 0)),
        ("#1234567", Colour(18, 69, 112)),
        ("6db6ec49efd278cd0bc92d1e5e072d68", Colour(110, 205, 224)),
        ("😀red", Colour(0, 14, 208)),
        ("#", BLACK),
        ("00" * 100 + "ff", BLACK),
    ],
)
def test_an_attribute_colour_is_read_as_browsers_do(attribute: str, expected: Colour) -> None:
    assert parse_legacy_colour(attribute) == expected


@pytest.mark.parametrize("attribute", ["", "  ", "transparent", " Transparent "])
def test_an_empty_or_transparent_attribute_is_no_colour(attribute: str) -> None:
    assert parse_legacy_colour(attribute) is None


def test_every_named_colour_is_read() -> None:
    tables = read_tables("colours.toml")
    assert len(tables["names"]) == 148
    for table in tables.values():
        for name, value in table.items():
            assert parse_colour(name) == parse_colour(value) is not None


@given(COLOURS)
def test_a_hex_value_reads_back(colour: Colour) -> None:
    opaque = Colour(colour.r, colour.g, colour.b)
    assert parse_colour(f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}") == opaque


@given(st.text(max_size=40))
def test_any_attribute_gives_a_colour_in_range_or_none(attribute: str) -> None:
    colour = parse_legacy_colour(attribute)
    assert colour is None or max(colour.r, colour.g, colour.b) <= 255


def test_an_opaque_colour_hides_what_is_below() -> None:
    assert blend(Colour(1, 2, 3), WHITE) == Colour(1, 2, 3)


def test_a_transparent_colour_shows_what_is_below() -> None:
    assert blend(TRANSPARENT, Colour(1, 2, 3, 0.5)) == Colour(1, 2, 3, 0.5)
    assert blend(Colour(9, 9, 9, 0.0), TRANSPARENT).a == 0.0


def test_a_translucent_colour_mixes_with_what_is_below() -> None:
    assert blend(Colour(0, 0, 0, 0.5), WHITE) == Colour(128, 128, 128)
    mixed = blend(Colour(255, 0, 0, 0.5), Colour(0, 0, 255, 0.5))
    assert (mixed.r, mixed.g, mixed.b, mixed.a) == (170, 0, 85, 0.75)


@given(COLOURS)
def test_blending_over_an_opaque_colour_is_opaque(colour: Colour) -> None:
    assert blend(colour, WHITE).a == pytest.approx(1.0)


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast_ratio(BLACK, WHITE) == pytest.approx(21.0)


def test_a_colour_has_no_contrast_with_itself() -> None:
    assert contrast_ratio(Colour(10, 20, 30), Colour(10, 20, 30)) == 1.0


def test_the_known_border_grey_has_the_contrast_that_wcag_names() -> None:
    assert contrast_ratio(Colour(118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.005)
    assert contrast_ratio(Colour(119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_in_range(first: Colour, second: Colour) -> None:
    ratio = contrast_ratio(first, second)
    assert ratio == contrast_ratio(second, first)
    assert 1.0 <= ratio <= 21.0 or math.isclose(ratio, 21.0)


def test_luminance_weighs_green_most() -> None:
    red, green, blue = (
        relative_luminance(Colour(*c)) for c in ((255, 0, 0), (0, 255, 0), (0, 0, 255))
    )
    assert blue < red < green
