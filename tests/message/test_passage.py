"""A text that is read as one, with its sentences and its way back to the source."""

import pytest

from app.domain.span import BODY, Span
from app.message.html import HtmlLimits, parse_html
from app.message.passage import Passage, PassageKind
from app.message.style import apply_styles
from app.message.visible import render


def _body(source: str) -> Passage:
    document = parse_html(source, HtmlLimits())
    apply_styles(document, source)
    visible = render(document)
    return Passage(PassageKind.BODY, BODY, visible.shown, visible.lines)


def test_sentences_are_told_apart() -> None:
    passage = _body("<h2>Your sofa</h2><p>It is here. Shall we come on <b>Friday?</b>)</p>")
    found = [
        (passage.text[s.start : s.end], s.is_question, s.is_heading) for s in passage.sentences
    ]
    assert [(text.strip(), question, heading) for text, question, heading in found] == [
        ("Your sofa", False, True),
        ("It is here.", False, False),
        ("Shall we come on Friday?)", True, False),
    ]


@pytest.mark.parametrize("mark", ["?", "？", "؟", "?“", "?!"])
def test_question_is_told_by_its_mark(mark: str) -> None:
    (sentence,) = _body(f"<p>Friday{mark}</p>").sentences
    assert sentence.is_question


def test_question_mark_inside_makes_no_question() -> None:
    assert not any(s.is_question for s in _body("<p>Our code a?b=c is the right one</p>").sentences)


@pytest.mark.parametrize("tag", ["h1", "h6", "caption", "th"])
def test_headings_are_told_by_their_block(tag: str) -> None:
    inner = f"<{tag}>Sizes</{tag}>"
    source = f"<table><tr>{inner}</tr></table>" if tag in ("caption", "th") else inner
    (sentence,) = _body(source).sentences
    assert sentence.is_heading


def test_folded_words_lead_back_to_the_source() -> None:
    source = "<p>Ｓｈｉｐ&#112;ed <b>to&shy;day</b></p>"
    passage = _body(source)
    start = passage.folded.text.index("shipped")
    span = passage.folded_span(start, start + len("shipped"))
    assert source[span.start : span.end] == "Ｓｈｉｐ&#112;ed"


def test_place_belongs_to_the_passage_that_a_buyer_reads() -> None:
    passage = _body("<p>one</p>")
    hidden = Passage(PassageKind.HIDDEN, BODY, passage.map)
    page = Passage(PassageKind.ATTACHMENT, "attachments/0/content", passage.map, page=2)
    assert passage.is_at(Span(BODY, 3, 6))
    assert not hidden.is_at(Span(BODY, 3, 6))
    assert page.is_at(Span("attachments/0/content", 0, 1, 2))
    assert not page.is_at(Span("attachments/0/content", 0, 1, 3))
    assert page.span(0, 3) == Span("attachments/0/content", 3, 6, 2)


def test_buyer_reads_what_stands_in_the_message_itself() -> None:
    read = {kind for kind in PassageKind if kind.is_read_by_buyer}
    assert read == {PassageKind.SUBJECT, PassageKind.BODY, PassageKind.VALUE}
