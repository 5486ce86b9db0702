"""Names, tables, headings and languages beyond what the examples of the rules show."""

from collections.abc import Callable

import pytest

from app.domain.finding import Hit
from app.domain.severity import Severity

Flag = Callable[..., list[tuple[str, Hit]]]
_ROWS = "<tr><td>Hinge</td><td>4</td></tr><tr><td>Handle</td><td>2</td></tr>"
_LONG = "your sofa comes on Friday between eight and twelve, and two men carry it up to you."


def _places(found: list[tuple[str, Hit]]) -> list[str]:
    return [place for place, _ in found]


@pytest.mark.parametrize(
    "body",
    [
        '<input type="image" src="a.png">',
        '<div role="img" style="background:url(a.png)"></div>',
        '<svg role="img"><title> </title></svg>',
        '<img src="a.png" role="none" tabindex="0">',
        '<img src="a.png" alt="&nbsp;">',
        '<img src="a.png" alt="IMG_2041.JPG">',
        '<img src="a.png" aria-label=" ">',
    ],
)
def test_picture_without_alternative(flag: Flag, body: str) -> None:
    assert len(flag("accessibility-missing-alt-text", body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        '<input type="image" src="a.png" alt="Send">',
        '<p id="t">Plan</p><img src="a.png" aria-labelledby="t">',
        '<img src="a.png" alt="Set the date in plan.png first">',
        '<div style="display:none"><img src="a.png"></div>',
        '<div aria-hidden="true"><img src="a.png"></div>',
        '<svg><circle r="9"/></svg>',
    ],
)
def test_picture_with_alternative_or_without_need(flag: Flag, body: str) -> None:
    assert flag("accessibility-missing-alt-text", body) == []


def test_missing_alternative_can_be_left_empty(flag: Flag) -> None:
    ((_, hit),) = flag("accessibility-missing-alt-text", 'See <img src="a.png">')
    assert hit.fix is not None
    (edit,) = hit.fix.edits
    assert (edit.span.start, edit.span.end, edit.replacement) == (8, 8, ' alt=""')


@pytest.mark.parametrize(
    ("text", "is_vague"),
    [
        ("Click HERE!", True),
        ("» mehr «", True),
        ("cliquez&nbsp;ici", True),
        ("詳細はこちら", True),
        ("点击此处", True),
        ("اضغط هنا", True),
        ("<b>hier</b>", True),
        ("Click here for the label", False),
        ("Mehr über die Garantie", False),
        ("https://www.amazon.com/", False),
    ],
)
def test_link_text_that_says_nothing(flag: Flag, text: str, *, is_vague: bool) -> None:
    found = flag("accessibility-unnamed-link", f'<a href="https://www.amazon.com/">{text}</a>')
    assert [hit.severity for _, hit in found] == ([Severity.WARNING] if is_vague else [])


def test_place_of_a_vague_link_is_its_words(flag: Flag) -> None:
    found = flag("accessibility-unnamed-link", '<a href="x"> <b>click</b> here </a>')
    assert _places(found) == ["click</b> here"]


@pytest.mark.parametrize(
    "table",
    [
        f"<table border=1>{_ROWS}</table>",
        f"<table><caption>Parts</caption>{_ROWS}</table>",
        f"<table><thead><tr><td>Part</td><td>Number</td></tr></thead>{_ROWS}</table>",
        f"<table role=table>{_ROWS}</table>",
        f"<table>{_ROWS * 3}</table>",
        f"<table>{_ROWS.replace('<td>', '<td style=border:solid>')}</table>",
    ],
)
def test_data_table_without_headers(flag: Flag, table: str) -> None:
    assert len(flag("accessibility-table-structure", table)) == 1


@pytest.mark.parametrize(
    "table",
    [
        f"<table border=0>{_ROWS}</table>",
        f"<table border=1><tr><td>{_LONG}</td></tr></table>",
        f"<table border=1><tr><td>a</td><td>{_LONG}</td></tr></table>",
        f"<table border=1><tr><td>{_LONG}</td></tr><tr><td>{_LONG}</td></tr></table>",
        f"<table>{'<tr><td><img src=a alt=b><td>c<td>d' * 5}</table>",
        f"<table border=1><tr><td>a<td><table>{_ROWS}</table><tr><td>{_LONG}<td>b</table>",
        f"<table role=presentation border=1>{_ROWS}</table>",
        f"<table border=1 style=display:none>{_ROWS}</table>",
        "<table border=1></table>",
    ],
)
def test_table_that_arranges_the_message(flag: Flag, table: str) -> None:
    assert flag("accessibility-table-structure", table) == []


def test_header_of_a_spanned_column_heads_its_cells(flag: Flag) -> None:
    body = (
        "<table><tr><th rowspan=2>Part</th><th colspan=2>Size</th></tr>"
        "<tr><th>Width</th><th>Depth</th></tr>"
        "<tr><td>Shelf</td><td>80</td><td>30</td></tr></table>"
    )
    assert flag("accessibility-table-structure", body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("<h3>a</h3><h2>b</h2><h3>c</h3>", []),
        ("<h1>a</h1><h2></h2><h3>c</h3>", ["<h2></h2>", "<h3>"]),
        ("<h2>a</h2><h5>b</h5><h6>c</h6>", ["<h5>"]),
        ('<h2>a</h2><p role="heading">b</p>', []),
        ('<h2>a</h2><h4 role="none">b</h4>', []),
        ('<h2>a</h2><h4 style="display:none">b</h4>', []),
        ('<h2>a</h2><h4 aria-level="3">b</h4>', []),
    ],
)
def test_levels_of_headings(flag: Flag, body: str, places: list[str]) -> None:
    assert _places(flag("accessibility-heading-structure", body)) == places


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("en_GB", "en-GB"), ("eng", "en"), ("deu-AT", "de-AT"), ("CN", "zh"), ("klingon", None)],
)
def test_tag_of_no_language(flag: Flag, tag: str, meant: str | None) -> None:
    ((place, hit),) = flag("accessibility-language", f'<p lang="{tag}">Hello Anna</p>')
    assert place == f'lang="{tag}"'
    replacement = hit.fix.edits[0].replacement if hit.fix is not None else None
    assert replacement == (f'lang="{meant}"' if meant is not None else None)


@pytest.mark.parametrize("tag", ["en", "EN-us", "zh-Hant-TW", "fil", "x-none", "sr-Latn", "mul"])
def test_tag_of_a_language(flag: Flag, tag: str) -> None:
    assert flag("accessibility-language", f'<p lang="{tag}">Hello</p>') == []


def test_text_counts_for_the_nearest_stated_language(flag: Flag) -> None:
    german = "Bitte teilen Sie uns mit, ob am Freitag jemand zu Hause ist."
    body = f'<div lang="en"><p lang="de">{german}</p><p>Thank you.</p></div>'
    assert flag("accessibility-language", body) == []
    ((place, hit),) = flag("accessibility-language", f'<div lang="en"><p>{german}</p></div>')
    assert (place, hit.message) == (
        'lang="en"',
        "The text is not in the stated language but in German.",
    )
