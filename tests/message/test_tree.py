"""What a document can tell about its elements."""

import gc
import weakref

import pytest

from app.message.html import HtmlLimits, parse_html
from app.message.tree import Document


def _document(source: str) -> Document:
    return parse_html(source, HtmlLimits())


@pytest.mark.parametrize(
    ("source", "unclosed"),
    [
        ("<p>a <b>b</b><li>c<td>d<br></p>", []),
        ("<div><p>a<p>b", ["div"]),
        ("<p>a <b>b<p>c", ["b", "b"]),
        ("<b>1<p>2</b>3</p>", ["b"]),
        ("<h2>a</h3>", ["h2"]),
        ("x</div></b>y", []),
        ("<img><input><br/><b/>x", ["b"]),
    ],
)
def test_elements_without_the_end_tag_they_need(source: str, unclosed: list[str]) -> None:
    assert sorted(element.tag for element in _document(source).unclosed) == unclosed


@pytest.mark.parametrize(
    "source",
    [
        "<!doctype html>\n<html>\n<head></head>\n<body>\n<p>a<br>b</p>\n</body>\n</html>\n",
        "<?xml version='1.0'?><p>a</x>b</p><!-- c -->",
        "<p><b>a<p>b</b></p>",
        "<p>a &amp; b &lt</p>",
        "<svg><![CDATA[a]]></svg>",
        "<table><tr><td>a</table>",
    ],
)
def test_tree_in_the_order_of_its_source(source: str) -> None:
    assert _document(source).is_in_order


@pytest.mark.parametrize(
    "source",
    [
        "<table>a<tr><td>b</table>",
        "<div><tr><td>a</td><td>b</td></tr></div>",
        "<p>a <a href='x>b</a> c",
        "<p>a<p",
    ],
)
def test_tree_that_lost_or_moved_something(source: str) -> None:
    assert not _document(source).is_in_order


def test_elements_having_an_attribute_come_in_order() -> None:
    document = _document('<p lang="de"><b title="x"><i id="y" title="z"></i></b></p><br>')
    assert document.attribute_names == {"lang", "title", "id"}
    assert [element.tag for element in document.having("title", "lang")] == ["p", "b", "i"]
    assert list(document.having("alt")) == []


def test_elements_of_a_tag_come_in_order() -> None:
    document = _document("<p>a<b>b</b><p>c")
    assert [element.text_content() for element in document.all("b", "p", "i")] == ["b", "ab", "c"]


def test_document_is_freed_without_the_garbage_collector() -> None:
    document = _document("<div><p>a<b>b</b></p></div>")
    alive = weakref.ref(document)
    gc.disable()
    try:
        del document
        assert alive() is None
    finally:
        gc.enable()
