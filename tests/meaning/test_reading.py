"""A message is read sentence by sentence, each in its own language."""

from collections.abc import Callable
from typing import Any

import pytest

from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.concept import Concept
from app.engine.engine import Evaluation
from app.meaning.reading import PassageReading, Reading, read_message
from app.policy.lexicons import load_lexicons

Json = dict[str, Any]


def _read(service: Service, body: str, **message: object) -> Reading:
    request = CheckRequest.model_validate({"message": {"body": body, **message}})
    return read_message(service.parse(request), load_lexicons(), None)


def _body(reading: Reading) -> PassageReading:
    return next(part for part in reading.passages if part.passage.kind == "body")


def test_mentions_belong_to_their_sentences(service: Service) -> None:
    body = _body(_read(service, "<p>Please leave a review. The gift card is attached.</p>"))
    assert [s.has(Concept.REVIEW) for s in body.sentences] == [True, False]
    assert [s.has(Concept.GIFT_CARD) for s in body.sentences] == [False, True]


def test_a_number_of_a_list_belongs_to_what_follows(service: Service) -> None:
    body = _body(_read(service, "1. Please leave a review.\n2. Wait.", format="text"))
    assert len(body.sentences) == 2


def test_offsets_count_the_folded_text_and_lead_back_to_the_source(service: Service) -> None:
    source = "<p>Thank you. Please leave a re\u200bview.</p>"
    body = _body(_read(service, source))
    sentence = body.sentences[1]
    assert "re\u200bview" in [body.words(mention) for mention in sentence.all(Concept.REVIEW)]
    span = body.sentence_span(sentence)
    assert source[span.start : span.end] == "Please leave a re\u200bview."


def test_each_paragraph_is_read_with_its_own_lexicon(service: Service) -> None:
    body = _body(
        _read(
            service,
            "<p>Vielen Dank für Ihre Bestellung, wir freuen uns über eine Bewertung.</p>"
            "<p>Thank you for your order, we would appreciate a review from you.</p>",
        )
    )
    assert [sentence.has(Concept.REVIEW) for sentence in body.sentences] == [True, True]


def test_short_texts_are_read_in_the_language_of_the_body_and_in_english(service: Service) -> None:
    reading = _read(
        service,
        "<p>Guten Tag, anbei finden Sie die Rechnung zu Ihrer Bestellung.</p>",
        subject="Ihre Bewertung / your feedback",
    )
    subject = next(part for part in reading.passages if part.passage.kind == "subject")
    words = {subject.words(mention) for mention in subject.all(Concept.REVIEW)}
    assert {"Bewertung", "feedback"} <= words


def test_a_language_without_a_lexicon_is_not_supported(service: Service) -> None:
    reading = _read(service, "<p>Kiitos tilauksestasi, toimitamme paketin huomenna perille.</p>")
    assert not reading.is_supported
    assert _read(service, "<p>Thank you for your order, it comes tomorrow.</p>").is_supported


@pytest.mark.parametrize("rule", ["review-incentive", "marketing-promotion"])
def test_rules_do_not_answer_for_a_language_without_a_lexicon(
    judge: Callable[[Json], Evaluation], rule: str
) -> None:
    body = "Kiitos tilauksestasi, toimitamme paketin huomenna perille."
    evaluation = judge({"message": {"body": body}})
    reasons = {n.rule_id: n.reason for n in evaluation.not_evaluated}
    assert reasons[rule] == "unsupported_language"
    assert evaluation.verdict != "allowed"


def test_disguised_words_are_read_all_the_same(judge: Callable[[Json], Evaluation]) -> None:
    body = "Please leave us a 5-star r\u200be\u200bv\u200biew and get a fr<b></b>ee gift."
    found = {finding.rule_id for finding in judge({"message": {"body": body}}).findings}
    assert {"review-incentive", "review-positive-request"} <= found


def test_a_finding_quotes_the_words_that_made_it(judge: Callable[[Json], Evaluation]) -> None:
    evaluation = judge({"message": {"body": "If you are happy with it, please leave us a review."}})
    (finding,) = (f for f in evaluation.findings if f.rule_id == "review-conditional-request")
    assert "“happy" in finding.message
    assert "review”" in finding.message
