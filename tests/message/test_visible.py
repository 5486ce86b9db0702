"""The visible text is what a buyer reads, and every character of it knows its source."""

from collections.abc import Callable

import html5lib
import pytest
import turbohtml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.message.html import HtmlLimits, parse_html
from app.message.source import SourceField
from app.message.style import apply_styles
from app.message.style_values import ROOT_STYLE
from app.message.text_map import TextMap
from app.message.tree import Document
from app.message.visible import VisibleText, render

_WHITE = str.maketrans("\n\t\f\r", "    ")
_UNSHOWN_TAGS = """
    head title script style template noframes noembed iframe object audio video datalist desc
    metadata
"""
_UNSHOWN = frozenset(_UNSHOWN_TAGS.split())
_PARSERS_DIFFER = ("<select", "<option", "<?", "<noscript", "<frameset", "<svg", "<math", "\0")


def _document(source: str) -> Document:
    return parse_html(source, HtmlLimits())


def _styled(source: str) -> VisibleText:
    document = _document(source)
    apply_styles(document, source)
    return render(document)


def _lines(text: str) -> list[str]:
    white = " \t\n\f\r"
    lines = (" ".join(line.replace("\r", " ").split(" ")) for line in text.split("\u2028"))
    spaced = (line.translate(str.maketrans(white, " " * len(white))) for line in lines)
    return [joined for line in spaced if (joined := " ".join(filter(None, line.split(" "))))]


def _ours(source: str) -> list[str]:
    """Render with every element as a block, which needs no styles."""
    text = render(_document(source)).shown.text
    return _lines(text.replace("\n", "\u2028"))


def _selectolax(source: str) -> list[str]:
    parts: list[str] = []
    root = LexborHTMLParser(source).root
    stack: list[LexborNode | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            parts.append("\u2028")
        elif node.is_text_node:
            parts.append(node.text_content or "")
        elif node.is_element_node and node.tag not in _UNSHOWN:
            parts.append("\u2028")
            stack.append(None)
            stack.extend(reversed(list(node.iter(include_text=True))))
    return _lines("".join(parts))


def _html5lib(source: str) -> list[str]:
    parts: list[str] = []
    walker = html5lib.getTreeWalker("etree")
    unshown = 0
    for token in walker(html5lib.parse(source, namespaceHTMLElements=False)):
        kind = token["type"]
        if kind in ("StartTag", "EndTag"):
            parts.append("\u2028")
            if token["name"] in _UNSHOWN:
                unshown += 1 if kind == "StartTag" else -1
        elif kind == "EmptyTag":
            parts.append("\u2028")
        elif kind in ("Characters", "SpaceCharacters") and not unshown:
            parts.append(token["data"])
    return _lines("".join(parts))


def _is_alike(source: str) -> bool:
    return not any(sign in source.lower() for sign in _PARSERS_DIFFER)


def test_text_of_mutated_mail_is_what_selectolax_gives(mutant: Callable[[int], str]) -> None:
    compared = 0
    for seed in range(10_000, 11_200):
        source = SourceField.of(mutant(seed)).normalised
        if _is_alike(source):
            assert _ours(source) == _selectolax(source), source
            compared += 1
    assert compared > 500


def test_text_of_mutated_mail_is_what_html5lib_gives(mutant: Callable[[int], str]) -> None:
    compared = 0
    for seed in range(20_000, 20_250):
        source = SourceField.of(mutant(seed)).normalised
        if _is_alike(source) and "<template" not in source.lower():
            assert _ours(source) == _html5lib(source), source
            compared += 1
    assert compared > 100


def _segments(text: TextMap) -> list[tuple[str, int, int]]:
    ends = (*text.text_starts, len(text.text))[1:]
    return [
        (text.text[start:end], source_start, source_end)
        for start, end, source_start, source_end in zip(
            text.text_starts, ends, text.source_starts, text.source_ends, strict=True
        )
    ]


def test_every_visible_character_comes_from_source_that_decodes_to_it(
    mutant: Callable[[int], str],
) -> None:
    for seed in range(30_000, 31_000):
        source = SourceField.of(mutant(seed)).normalised
        if "<textarea" in source.lower():
            continue
        visible = _styled(source)
        for shown in (visible.shown, *visible.hidden):
            for text, start, end in _segments(shown):
                raw = source[start:end]
                decoded = "".join(token.data or "" for token in turbohtml.tokenize(raw))
                if text.strip(" \n"):
                    alike = text.translate(_WHITE)
                    assert alike in (raw.translate(_WHITE), decoded.translate(_WHITE)), source


def test_lines_and_nodes_tile_the_text(mutant: Callable[[int], str]) -> None:
    for seed in range(32_000, 32_400):
        visible = _styled(SourceField.of(mutant(seed)).normalised)
        text = visible.shown.text
        breaks = [line.end for line in visible.lines]
        assert all(text[end] == "\n" for end in breaks)
        starts = [line.start for line in visible.lines]
        assert starts == [0, *(end + 1 for end in breaks)][: len(starts)]
        done = 0
        for start, end, _ in visible.nodes:
            assert done <= start < end
            done = end
        assert done <= len(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo\n"),
        ("<p> much \n\t space </p>", "much space \n"),
        ("<p>in<b>to</b> <i> one </i> word</p>", "into one word\n"),
        ("<p>a&nbsp; b&#32;&#32;c</p>", "a\u00a0 b c\n"),
        ("a<br>b<br/>c", "a\nb\nc\n"),
        ("<p>a<br><br><br>b</p>", "a\n\n\nb\n"),
        ("<pre>a  b\n\n c</pre>d", "a  b\n\n c\nd\n"),
        ("<ul><li>x<li>y</ul>z", "x\ny\nz\n"),
        ("<table><tr><td>a<td>b</table>", "a\nb\n"),
        ("<title>no</title><style>p{}</style>yes<script>no()</script>", "yes\n"),
        ("<template>no</template><object>no</object><p>yes", "yes\n"),
        ("<noscript>yes</noscript><textarea>\nyes</textarea>", "yesyes\n"),
        ("a\u200bb\u00adc", "a\u200bb\u00adc\n"),
        ("<p> </p><p>\n</p>", ""),
        ("", ""),
    ],
)
def test_text_reads(source: str, text: str) -> None:
    assert _styled(source).shown.text == text


def test_line_knows_its_block() -> None:
    visible = _styled("<div>one<h2>two</h2>three<br>four</div>")
    text = visible.shown.text
    assert [(text[line.start : line.end], line.block.tag) for line in visible.lines] == [
        ("one", "div"),
        ("two", "h2"),
        ("three", "div"),
        ("four", "div"),
    ]


def test_break_comes_from_its_tag() -> None:
    source = "<p>one<br >two</p>"
    assert _segments(_styled(source).shown)[1] == ("\n", 6, 11)
    assert source[6:11] == "<br >"


def test_collapsed_space_comes_from_the_first_of_the_run() -> None:
    source = "<p>one   two  </p>"
    assert _segments(_styled(source).shown) == [
        ("one ", 3, 7),
        ("two ", 9, 13),
        ("\n", 13, 13),
    ]


def test_hidden_text_stands_apart() -> None:
    source = '<p>seen</p><p style="display:none">un<b>seen</b></p><p>seen</p>'
    visible = _styled(source)
    assert visible.shown.text == "seen\nseen\n"
    (hidden,) = visible.hidden
    assert hidden.text == "unseen"
    assert source[slice(*hidden.source_range(0, 6))] == "un<b>seen"


def test_white_space_between_hidden_text_is_no_hidden_text() -> None:
    assert _styled('<p style="display:none"> &nbsp; </p>').hidden == ()


def test_text_that_the_parser_moved_maps_back() -> None:
    source = "<table><tr><td>cell</td></tr>moved &amp; gone</table>"
    shown = _styled(source).shown
    assert shown.text == "moved & gone\ncell\n"
    assert source[slice(*shown.source_range(0, 5))] == "moved"
    assert source[slice(*shown.source_range(6, 7))] == "&amp;"
    assert source[slice(*shown.source_range(13, 17))] == "cell"


def test_element_without_styles_is_a_block() -> None:
    assert all(element.style is ROOT_STYLE for element in _document("<b>x</b>").elements)
