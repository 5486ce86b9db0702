"""Hard cases of the styling rules, and what their fixes leave behind."""

import json
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import turbohtml

from app.api.requests import CheckRequest
from app.api.service import Service
from app.engine.engine import Evaluation

Json = dict[str, Any]
_CORPUS = Path(__file__).parents[1] / "corpus" / "markup.jsonl"
_OURS = ("style-", "markup-hidden-text", "accessibility-low-contrast", "accessibility-flashing")
_SAFE = (
    "style-wide-margin",
    "style-wide-image",
    "style-line-height-override",
    "style-font-family-override",
    "style-text-alignment-override",
    "style-repeated-line-breaks",
    "style-insecure-image",
)


def _excerpts(evaluation: Evaluation, rule_id: str) -> list[str | None]:
    return [finding.excerpt for finding in evaluation.findings if finding.rule_id == rule_id]


@pytest.mark.parametrize(
    ("rule_id", "body", "excerpts"),
    [
        ("line-height-override", "<p style='line-height:2;line-height:normal'>x", []),
        ("line-height-override", "<p style='line-height:2;font:14px a'>x", []),
        ("line-height-override", "<p style='font:14px a;line-height:2'>x", ["line-height:2"]),
        (
            "line-height-override",
            "<p style='line-height:2;line-height:3'>x",
            ["line-height:2", "line-height:3"],
        ),
        (
            "line-height-override",
            "<style>p{line-height:2}</style><p style=line-height:3>x",
            ["line-height:2", "line-height:3"],
        ),
        ("line-height-override", "<div style=line-height:2><p style=line-height:normal>x", []),
        ("line-height-override", "<style>p{line-height:2}</style><p>x</p><p>y", ["line-height:2"]),
        ("line-height-override", "<style>@media print{p{line-height:2}}</style><p>x", []),
        ("line-height-override", "<p style='line-height:nonsense'>x", []),
        ("line-height-override", "<p style='mso-line-height-rule:exactly'>x", []),
        ("line-height-override", "<p hidden style='line-height:2'>x</p>y", []),
        ("line-height-override", "<i style=line-height:2>a<p>b</i>c</p>", ["line-height:2"]),
        ("font-family-override", "<p style='font:caption'>x", ["font:caption"]),
        (
            "font-family-override",
            "<style>@import 'https://fonts.example/a.css';</style><p>x",
            ["@import 'https://fonts.example/a.css';"],
        ),
        ("font-family-override", "<link rel=stylesheet href=https://a.example/a.css><p>x", []),
        ("font-color-override", "<p style='color:rgb(0 0 0)'>x", []),
        ("font-color-override", "<p style=color:windowtext>x", []),
        ("font-color-override", "<p style='color:rgba(0,0,0,.87)'>x", ["color:rgba(0,0,0,.87)"]),
        ("font-color-override", "<p style='color:var(--a)'>x", ["color:var(--a)"]),
        ("font-color-override", "<div style=color:#333><p style='color:#333333'>x", ["color:#333"]),
        (
            "font-color-override",
            "<div style=color:red><a href=https://a.example style=color:red>x",
            ["color:red"],
        ),
        ("font-color-override", "<a href=https://a.example style=color:#00e>x", []),
        ("font-color-override", "<body link=red><p>x", []),
        ("font-color-override", "<body link=red><a href=https://a.example>x", ["link=red"]),
        (
            "font-color-override",
            "<style>a:hover{color:red}</style><a href=https://a.example>x",
            ["color:red"],
        ),
        ("text-alignment-override", "<p style=text-align:left>x", []),
        (
            "text-alignment-override",
            "<div dir=rtl style=text-align:left>مرحبا",
            ["text-align:left"],
        ),
        ("text-alignment-override", "<p style=text-align:right>مرحبا Anna", []),
        (
            "text-alignment-override",
            "<p style=text-align:right>Hello Anna and محمد",
            ["text-align:right"],
        ),
        (
            "text-alignment-override",
            "<div dir=rtl><p style=text-align:end>שלום",
            ["text-align:end"],
        ),
        ("text-alignment-override", "<table><tr><th>x<td>y", []),
        ("text-alignment-override", "<img align=right src=https://a.example/a.png alt=a>x", []),
        (
            "text-alignment-override",
            "<center><img src=https://a.example/a.png alt=a></center>x",
            [],
        ),
        ("text-alignment-override", "<html dir=rtl><p>5", []),
        ("too-many-font-sizes", "<h1>ab</h1><h2>ab</h2><h3>c</h3><p>ab", ["<h3>"]),
        ("too-many-font-sizes", "<h1>a</h1><h2>b</h2><p>c <i style='font-size:9px'> </i>", []),
        ("repeated-line-breaks", "a<br>\n<br> &nbsp;<br>b", ["<br>\n<br> &nbsp;<br>"]),
        ("repeated-line-breaks", "a<br></p><p><br>b", []),
        ("repeated-line-breaks", "<p>a</p><p></p><hr><p></p><p></p><p>b", []),
        ("repeated-line-breaks", "a<br><br><img src=https://a.example/a.png alt=a><br>b", []),
        ("repeated-line-breaks", "a<div style=display:none><br><br><br></div>b", []),
        (
            "repeated-line-breaks",
            "<div><p>a</p></div><div><p><br></p></div><br><br>b",
            ["<div><p><br></p></div><br><br>"],
        ),
        (
            "insecure-image",
            "<style>p{background:url(http://a.example/a.png)}</style><p>x",
            ["background:url(http://a.example/a.png)"],
        ),
        (
            "insecure-image",
            "<img src=' http://a.example/a.png' alt=a>",
            ["src=' http://a.example/a.png'"],
        ),
        (
            "gif",
            "<img src='data:image/png;base64,R0lGODlhAQABAAAAACw=' alt=a>",
            ["src='data:image/png;base64,R0lGODlhAQABAAAAACw='"],
        ),
        ("wide-image", "<div style='padding:0 100px'><img width=100% src=a alt=a>x</div>", []),
        ("wide-image", "<img width=481 hidden src=a alt=a>x", []),
        ("wide-margin", "<ul><li><ul><li><ul><li><ul><li>x", []),
        ("wide-margin", "<ul style='margin:0 90px'><li>x", ["margin:0 90px"]),
        ("wide-margin", "<div style='padding:0 121px'> </div>x", []),
        ("wide-margin", "<p style='margin-left:21%'>x", ["margin-left:21%"]),
        ("wide-margin", "<table><tr style='padding:0 200px'><td style='margin:0 200px'>x", []),
        (
            "excessive-styling",
            "<div style=background:#eee><p style=background:#eee>x",
            ["background:#eee"],
        ),
        (
            "excessive-styling",
            "<div style=background:#eee><p style=background:#fff>x",
            ["background:#eee"],
        ),
        ("excessive-styling", "<p style='border:0'>x", []),
        ("excessive-styling", "<p style='border:1px solid #fff'>x", []),
        ("excessive-styling", "<p style='border-style:solid;border-width:0'>x", []),
        ("excessive-styling", "<p style='border-width:0;border-style:solid none none'>x", []),
        ("excessive-styling", "<p style='border:1px solid;border:none'>x", []),
        (
            "excessive-styling",
            "<p style='border:none;border-top:1px solid'>x",
            ["border-top:1px solid"],
        ),
        ("excessive-styling", "<table style='border-collapse:collapse'><tr><td>x", []),
        ("excessive-styling", "<table border=1><tr><td>x", ["border=1"]),
        ("excessive-styling", "<table border=1><tr><td>a<td>b<tr><td>c<td>d", []),
        (
            "excessive-styling",
            "<table border=1 role=presentation><tr><td>a<td>b<tr><td>c<td>d",
            ["border=1"],
        ),
        ("excessive-styling", "<blockquote style='border-left:1px solid #ccc'>x", []),
        ("excessive-styling", "<p>MUSTERMANN GMBH &amp; CO KG</p>", []),
        (
            "excessive-styling",
            "<a href=https://a.example>one two six ten age ago how now out</a>",
            [],
        ),
        ("excessive-styling", "<mark>x</mark>", ["<mark>"]),
    ],
)
def test_hard_case(
    rule_id: str, body: str, excerpts: list[str], judge: Callable[[Json], Evaluation]
) -> None:
    evaluation = judge({"message": {"body": body}})
    assert _excerpts(evaluation, f"style-{rule_id}") == excerpts


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("<p style='line-height:2; color:#000'>x</p>", "<p style='color:#000'>x</p>"),
        ("<p style='color:#000;line-height:2;'>x</p>", "<p style='color:#000;'>x</p>"),
        ('<p class="a" style="line-height:2">x</p>', '<p class="a">x</p>'),
        ("<p style='line-height:2;line-height:3'>x</p>", "<p style=''>x</p>"),
        (
            "<p style='font:bold 14px/2 Arial'>x</p>",
            "<p style='font-size:14px;font-weight:bold'>x</p>",
        ),
        ("<p style='line-&#104;eight:2;a:b'>x</p>", "<p style='a:b'>x</p>"),
        ("<style>p{line-height:2;a:b}</style><p>x</p>", "<style>p{a:b}</style><p>x</p>"),
        ("<font color=red>x</font>", "x"),
        ("<font color=red face=Arial>x</font>", "<font>x</font>"),
        ("<span style='color:red'>x</span>", "x"),
        ("<span lang=en style='color:red'>x</span>", "<span lang=en>x</span>"),
        ("<div style='color:red'><p style='color:red'>x</p></div>", "<div><p>x</p></div>"),
        ("<Center class=a>x</CENTER>", "<div class=a>x</div>"),
        ("<table><tr><td align=right>x</td></tr></table>", "<table><tr><td>x</td></tr></table>"),
        ("<p dir='rtl'>x</p>", "<p>x</p>"),
        ("a<br>\n<br><br /><BR>b", "a<br>\n<br>b"),
        ("<p>a</p><p><br></p><p><br><br></p><p>b</p>", "<p>a</p><p><br></p><p><br></p><p>b</p>"),
        ("<pre>a\n \n\n\nb</pre>", "<pre>a\n\nb</pre>"),
        ("<img src=http://a.example/a.png alt=a>", "<img src=https://a.example/a.png alt=a>"),
        ("<img src='//a.example/a.png' alt=a>", "<img src='https://a.example/a.png' alt=a>"),
        ("<p style='padding:1px 200px 2px'>x</p>", "<p style='padding:1px 120px 2px 120px'>x</p>"),
        (
            "<p style='margin-left:200px!important'>x</p>",
            "<p style='margin-left:120px !important'>x</p>",
        ),
        ("<img width=600 height=300 src=a alt=a>", '<img width="480" height="240" src=a alt=a>'),
        ("<p>Step 1️⃣: look 👀 here 👍.</p>", "<p>Step 1: look here.</p>"),
        ("<p>A<b>👍</b>B</p>", "<p>A<b></b>B</p>"),
        ("<p style=line-height:2 id=a>x</p>", "<p id=a>x</p>"),
        ('<p style="line-height:2"id=a>x</p>', "<p id=a>x</p>"),
        ("<ul style='margin:0 90px'><li>x</ul>", "<ul style='margin:0 80px 0 80px'><li>x</ul>"),
    ],
)
def test_fix_takes_out_exactly_what_is_wrong(body: str, mended: str, service: Service) -> None:
    assert _fixed(service, body)["body"] == mended


@pytest.mark.parametrize(
    "body",
    [
        "<p style='color:#fff'>Campaign 7781</p>",
        "<div style='color:#333'>x<p style='background:#333'>Campaign 7781</p></div>",
        "<div style='background:#000;color:#fff'>x</div>",
        "<p style='line-height:2' style='display:none'>x</p>",
        "<p>x</p><body style='line-height:2'>",
    ],
)
def test_what_a_fix_might_spoil_is_left_to_a_person(body: str, service: Service) -> None:
    assert _fixed(service, body)["body"] == body


def _fixed(service: Service, body: str, **message: object) -> Json:
    request = {"message": {**message, "body": body}, "options": {"include_fix": True}}
    answer = service.validate(CheckRequest.model_validate(request))
    assert isinstance(answer["fixed"], dict)
    return answer["fixed"]


def _rows() -> list[Json]:
    rows = [json.loads(line) for line in _CORPUS.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if any(x[0].startswith(_OURS) for x in row["expected"])]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: str(row["id"]))
def test_safe_fixes_of_real_messages_cure_them_and_keep_them_well_formed(
    row: Json, service: Service
) -> None:
    message = row["request"]["message"]
    fixed = _fixed(service, message["body"], format=message["format"])
    remaining = {finding["rule_id"] for finding in fixed["remaining"]}
    assert remaining.isdisjoint(_SAFE)
    assert _fixed(service, fixed["body"], format=message["format"])["body"] == fixed["body"]
    if message["format"] == "html":
        assert _errors(fixed["body"]) <= _errors(message["body"])


def _errors(body: str) -> set[str]:
    return {error.code for error in turbohtml.parse(body).errors}


@pytest.mark.parametrize("row", _rows(), ids=lambda row: str(row["id"]))
def test_finds_what_officers_expect_and_nothing_else(
    row: Json, judge: Callable[[Json], Evaluation]
) -> None:
    evaluation = judge({"message": row["request"]["message"]})
    found = {f.rule_id for f in evaluation.findings if f.rule_id.startswith(_OURS)}
    wanted = {one for one in chain.from_iterable(row["expected"]) if one.startswith(_OURS)}
    assert wanted <= found
    assert found <= wanted | set(row["debatable"])


def test_styling_that_was_not_read_leaves_the_rules_unanswered(
    judge: Callable[[Json], Evaluation],
) -> None:
    css = "".join(f".c{number}{{color:red}}" for number in range(3000))
    evaluation = judge({"message": {"body": f"<style>{css}</style><p>x"}})
    unanswered = {one.rule_id for one in evaluation.not_evaluated if one.reason == "limit_reached"}
    assert "style-font-color-override" in unanswered
    assert "style-emoji" not in unanswered
