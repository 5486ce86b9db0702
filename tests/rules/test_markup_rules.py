"""Active content behind disguises, and the slips of markup that show."""

from collections.abc import Callable

import pytest

from app.domain.finding import Hit
from app.domain.severity import Applicability, Severity
from app.domain.span import BODY

Flag = Callable[..., list[tuple[str, Hit]]]


def _places(found: list[tuple[str, Hit]]) -> list[str]:
    return [place for place, _ in found]


def _mended(body: str, hits: list[tuple[str, Hit]], applicability: Applicability) -> str:
    edits = [
        edit
        for _, hit in hits
        if hit.fix is not None and hit.fix.applicability is applicability
        for edit in hit.fix.edits
    ]
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        assert edit.span.field == BODY
        body = body[: edit.span.start] + edit.replacement + body[edit.span.end :]
    return body


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \x01javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript&colon;alert(1)",
        "&#106;&#x61;vascript:alert(1)",
        "java&Tab;script:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,<b>x</b>",
    ],
)
def test_address_that_runs_is_flagged(flag: Flag, address: str) -> None:
    body = f'<p>See <a title="x" href="{address}">this page</a>.</p>'
    found = flag("markup-active-content", body)
    assert _places(found) == [f'href="{address}"']
    assert _mended(body, found, Applicability.SAFE) == '<p>See <a title="x">this page</a>.</p>'


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://www.amazon.com/javascript:">x</a>',
        '<a href="data:image/png;base64,AA">x</a>',
        '<p title="javascript: the good parts">x</p>',
        '<p once="x" only="y" one="z">x</p>',
        "<button>Send</button><input>",
        '<meta http-equiv="refresh"><meta name="refresh" content="30">',
        "<style>p{overscroll-behavior:none}</style><p>x</p>",
        '<link rel="stylesheet" href="https://a.example/x.css"><p>x</p>',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!-- <script>alert(1)</script> -->",
    ],
)
def test_passive_content_is_let_pass(flag: Flag, body: str) -> None:
    assert flag("markup-active-content", body) == []


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        ("<p>a</p><script>x</script>b", "<p>a</p>b"),
        ("a<SCRIPT src=x></SCRIPT>b", "ab"),
        ("a<iframe src=x onload=y><p>z</iframe>b", "ab"),
        ("a<object data=x><embed src=y onclick=z></object>b", "ab"),
        ("a<video controls><source src=x></video>b", "ab"),
        ("a<embed src=x>b", "ab"),
        ("<svg onload=x><circle/></svg>", "<svg><circle/></svg>"),
        ("<style>p{} @import 'x.css';</style><p>b</p>", "<style>p{} </style><p>b</p>"),
        ("<body onload='x()'><p>b</p></body>", "<body><p>b</p></body>"),
    ],
)
def test_active_content_is_deleted(flag: Flag, body: str, rest: str) -> None:
    found = flag("markup-active-content", body)
    assert found
    assert _mended(body, found, Applicability.SAFE) == rest
    assert flag("markup-active-content", rest) == []


@pytest.mark.parametrize(
    "style",
    [
        "width:expression(alert(1))",
        "width:exp/* */ression(alert(1))",
        r"width:\65xpression(alert(1))",
        "background:url(javascript:alert(1))",
        "behavior:url(#x)",
        "-moz-binding:url(x)",
    ],
)
def test_style_that_runs_is_flagged(flag: Flag, style: str) -> None:
    assert _places(flag("markup-active-content", f'<p style="{style}">x</p>')) == [
        f'style="{style}"'
    ]
    assert len(flag("markup-active-content", f"<style>p{{{style}}}</style><p>x</p>")) == 1


def test_form_keeps_its_content_in_a_fix_to_look_at(flag: Flag) -> None:
    body = "<form action=x><p>Which name?</p><input name=a></form>"
    found = flag("markup-active-content", body)
    assert _mended(body, found, Applicability.REVIEW) == "<p>Which name?</p><input name=a>"


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("<p>a</p><p>on <b>Friday.</p><p>Then</p>", ["<b>"]),
        ("<p>a</p>on <i>Friday<br>then", ["<i>"]),
        ("<p>a <a href=x>orders.</p><p>Then</p>", ["<a href=x>"]),
        ("<p>a</p><ul><li>b</li><p>Then</p>", ["<ul>"]),
        ("<p>a</p><span style='color:red'>b<p>Then</p>", ["<span style='color:red'>"]),
        ("<p>a</p><title>b<p>Then</p>", ["<title>"]),
        ("<h3>Title<p>Then</p>", ["<h3>"]),
        (
            '<a href="x>Orders</a> or <a href="y">here</a>',
            ['<a href="x>Orders</a> or <a href="y">'],
        ),
        ("<p>a</p><img src=x", ["<img src=x"]),
        ("<p>a <b then call us", ["<b then call us"]),
        ("<p>a</p><p b <i>c</i>", ["<p b <i>"]),
        ("a<table><tr><td>b</td></tr>moved</table>", ["moved"]),
        ("<table><tr>moved<td>b</td></tr></table>", ["moved"]),
        ("a<!-- b <p>c</p>", ["<!-- b <p>c</p>"]),
        ("<tr><td>a</td><td>b</td></tr>", ["<td>"]),
    ],
)
def test_slip_that_shows_is_flagged(flag: Flag, body: str, places: list[str]) -> None:
    assert _places(flag("markup-malformed", body)) == places


@pytest.mark.parametrize(
    "body",
    [
        "<p>a <b>b</b></p></div></b></table>",
        "<ul><li>a<li>b</ul><table><tr><td>a<td>b</table>",
        "<p>a <b>b",
        "<div><p>a</p><p>b</p>",
        "<font face=x><p>a</p><p>b</p>",
        "<b>1<p>2</b>3</p><p>4</p>",
        "<a href=x>a<a href=y>b</a>",
        "<h2>a</h3><p>b</p>",
        "<p>a <span>b<br>c</p><p>d</p>",
        "<table><form><tr><td>a</td></tr></form></table>",
        "<table> <!-- c --> <tr><td>a</td></tr></table>",
        "<html><body><p>a</p></body></html>\n<!-- sent by x",
        "a<br",
        "3 < 4 <3 & more",
        "<!--[if mso]><table><tr><td><![endif]-->a<!--[if mso]></td></tr></table><![endif]-->",
        "<p>a</p><o:p></o:p><?xml:namespace prefix = o />",
        "<p title='a < b'>a</p><p alt=\"l'été\">b</p>",
    ],
)
def test_slip_that_changes_nothing_is_let_pass(flag: Flag, body: str) -> None:
    assert flag("markup-malformed", body) == []


def test_unclosed_element_is_closed_after_its_first_text(flag: Flag) -> None:
    body = "<p>a</p><p>on <b>Friday. </p><p>Then</p>"
    found = flag("markup-malformed", body)
    mended = _mended(body, found, Applicability.REVIEW)
    assert mended == "<p>a</p><p>on <b>Friday.</b> </p><p>Then</p>"
    assert flag("markup-malformed", mended) == []


@pytest.mark.parametrize("format_", ["html", "text"])
@pytest.mark.parametrize(
    ("channel", "severity"),
    [("messaging_api", Severity.ERROR), ("contact_buyer", Severity.WARNING), ("email", None)],
)
def test_html_is_judged_by_its_channel(
    flag: Flag, format_: str, channel: str, severity: Severity | None
) -> None:
    found = flag("markup-html-not-accepted", "a<br>b", format=format_, channel=channel)
    assert [hit.severity for _, hit in found] == ([severity] if severity is not None else [])
