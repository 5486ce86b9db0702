"""Language, spelling and grammar: what is unknown is said to be, and never passed."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.severity import NotEvaluatedReason, Severity
from app.engine.engine import Evaluation

Json = dict[str, Any]
Judge = Callable[[Json], Evaluation]
_ENGLISH = "Please tell us which name we shall engrave on the bracelet for your order."
_FINNISH = "Lähetämme tilauksenne huomenna, ja kuljettaja soittaa teille ennen toimitusta."


def _request(body: str, **facts: Any) -> Json:  # noqa: ANN401 -- parts of a JSON document
    return {"message": {"body": body}, **facts}


def _severities(evaluation: Evaluation, rule_id: str) -> list[Severity]:
    return [f.severity for f in evaluation.findings if f.rule_id == rule_id]


def _reason(evaluation: Evaluation, rule_id: str) -> NotEvaluatedReason | None:
    reasons = [n.reason for n in evaluation.not_evaluated if n.rule_id == rule_id]
    assert len(reasons) <= 1
    return reasons[0] if reasons else None


def _order(marketplace: str | None) -> Json:
    return {"order_id": "028-1234567-1234567", "marketplace": marketplace}


def test_without_any_fact_the_language_is_not_evaluated(judge: Judge) -> None:
    evaluation = judge(_request(_ENGLISH))
    assert _reason(evaluation, "text-wrong-language") is NotEvaluatedReason.MISSING_FACT
    assert not _severities(evaluation, "text-wrong-language")


@pytest.mark.parametrize(
    ("marketplace", "severities"),
    [("US", []), ("BE", [Severity.WARNING]), ("DE", [Severity.WARNING]), ("UK", [])],
)
def test_the_marketplace_stands_in_for_the_buyer(
    marketplace: str, severities: list[Severity], judge: Judge
) -> None:
    evaluation = judge(_request(_ENGLISH, order=_order(marketplace)))
    assert _severities(evaluation, "text-wrong-language") == severities
    assert _reason(evaluation, "text-wrong-language") is None


def test_an_unknown_marketplace_tells_nothing(judge: Judge) -> None:
    evaluation = judge(_request(_ENGLISH, order=_order("ATLANTIS")))
    assert _reason(evaluation, "text-wrong-language") is NotEvaluatedReason.MISSING_FACT


def test_the_buyers_language_counts_more_than_the_marketplace(judge: Judge) -> None:
    request = _request(_ENGLISH, order=_order("DE"), buyer={"language": "en"})
    assert not _severities(judge(request), "text-wrong-language")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("nb-NO", "Kan du fortelle oss hvilken farge du vil ha på stolen din?"),
        ("zh-Hant-TW", "請告訴我們您希望哪一天送貨。"),
        ("pt-PT", "Você pode nos dizer qual cor prefere para a cadeira?"),
        ("en_US", _ENGLISH),
        ("de-AT", "Bitte teilen Sie uns mit, welche Farbe Sie wünschen."),
    ],
)
def test_variants_of_a_language_are_one(language: str, body: str, judge: Judge) -> None:
    evaluation = judge(_request(body, buyer={"language": language}))
    assert Severity.ERROR not in _severities(evaluation, "text-wrong-language")


@pytest.mark.parametrize(
    "body",
    [
        "028-1234567-1234567",
        "DHL 00340434161094042557",
        "OK!",
        "",
        "Herr Jean-Luc Dubois, 12 Rue de la Paix, 75002 Paris",
    ],
)
def test_names_and_codes_are_in_no_language(body: str, judge: Judge) -> None:
    evaluation = judge(_request(body, buyer={"language": "de-DE"}))
    assert Severity.ERROR not in _severities(evaluation, "text-wrong-language")


def test_a_product_title_does_not_make_a_text_foreign(judge: Judge) -> None:
    body = (
        "Ihr Artikel „Ultra Soft Bamboo Bed Sheets with Deep Pockets, Cooling, Queen Size“ "
        "ist leider nicht in Weiß da. Dürfen wir Ihnen Grau schicken?"
    )
    evaluation = judge(_request(body, buyer={"language": "de-DE"}))
    assert Severity.ERROR not in _severities(evaluation, "text-wrong-language")


def test_two_languages_are_no_error_when_one_is_the_buyers(judge: Judge) -> None:
    german = "Bitte teilen Sie uns mit, welchen Namen wir in das Armband gravieren sollen."
    both = judge(_request(f"<p>{_ENGLISH}</p><p>{german}</p>", buyer={"language": "de-DE"}))
    assert Severity.ERROR not in _severities(both, "text-wrong-language")
    mostly = judge(
        _request(f"<p>{_ENGLISH} {_ENGLISH}</p><p>{german}</p>", buyer={"language": "de-DE"})
    )
    assert _severities(mostly, "text-wrong-language") == [Severity.WARNING]


@pytest.mark.parametrize("rule_id", ["text-spelling", "text-grammar"])
@pytest.mark.parametrize(
    "body", [_FINNISH, "ご希望の配達日をお知らせください。", "请告诉我们送货日期。"]
)
def test_a_language_without_means_is_not_evaluated(rule_id: str, body: str, judge: Judge) -> None:
    evaluation = judge(_request(body, buyer={"language": "fi"}))
    assert _reason(evaluation, rule_id) is NotEvaluatedReason.UNSUPPORTED_LANGUAGE


@pytest.mark.parametrize("rule_id", ["text-offensive", "text-sensitive-data"])
def test_words_cannot_be_judged_in_a_language_without_a_list(rule_id: str, judge: Judge) -> None:
    evaluation = judge(_request(_FINNISH, buyer={"language": "fi"}))
    assert _reason(evaluation, rule_id) is NotEvaluatedReason.UNSUPPORTED_LANGUAGE


def test_what_offends_everywhere_is_found_in_a_language_without_a_list(judge: Judge) -> None:
    evaluation = judge(_request(f"{_FINNISH} Fuck you.", buyer={"language": "fi"}))
    assert _severities(evaluation, "text-offensive") == [Severity.ERROR]


def test_each_part_of_a_bilingual_message_is_spelt_in_its_own_language(judge: Judge) -> None:
    body = (
        "<p>Ihr Schrank kommt am Montag, und die Bestelung ist damit vollständig.</p>"
        "<p>Your wardrobe arrives on Monday, and you will recieve the doors with it.</p>"
    )
    evaluation = judge(_request(body, buyer={"language": "de-DE"}))
    found = [f.excerpt for f in evaluation.findings if f.rule_id == "text-spelling"]
    assert found == ["Bestelung", "recieve"]


def test_a_long_text_is_spelt_up_to_a_limit(judge: Judge) -> None:
    body = "<p>The wardrobe arrives on Monday and the doors come with it.</p>" * 600
    evaluation = judge(_request(body, buyer={"language": "en"}))
    assert _reason(evaluation, "text-spelling") is NotEvaluatedReason.LIMIT_REACHED
    assert _reason(evaluation, "text-grammar") is NotEvaluatedReason.LIMIT_REACHED


@pytest.mark.parametrize(
    "body",
    [
        "You are an <b>ass</b>hole.",
        "You are an a\u200bssh\u200bole.",
        "You are an аsshоle.",
        "You are an a&#115;shole.",
        "You are an @sshole.",
        "You are an a s s h o l e.",
    ],
)
def test_offence_is_found_however_it_is_written(body: str, judge: Judge) -> None:
    evaluation = judge(_request(body, buyer={"language": "en"}))
    assert Severity.ERROR in _severities(evaluation, "text-offensive")


def test_a_card_number_is_found_in_any_language_and_in_files_names(judge: Judge) -> None:
    attachment = {"filename": "card 4111 1111 1111 1111 .pdf", "content_type": "application/pdf"}
    request = {
        "message": {"body": f"{_FINNISH} 5500 0000 0000 0004.", "attachments": [attachment]},
        "buyer": {"language": "fi"},
    }
    assert len(_severities(judge(request), "text-sensitive-data")) == 2


def test_a_secret_is_asked_for_in_a_list_below_its_heading(judge: Judge) -> None:
    body = "<p>Please reply with:</p><ul><li>your name</li><li>your card number</li></ul>"
    evaluation = judge(_request(body, buyer={"language": "en"}))
    found = [f.excerpt for f in evaluation.findings if f.rule_id == "text-sensitive-data"]
    assert found == ["card number"]
