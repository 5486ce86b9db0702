"""Phrases match what their notation says, at exact places, and nothing else."""

import pytest

from app.domain.errors import PolicyDataError
from app.text.patterns import Subject
from app.text.phrases import Phrases, Script


def _found(phrases: list[str], text: str, script: Script | None = None) -> list[str]:
    compiled = Phrases(phrases, script or Script())
    return [text[start:end] for start, end in compiled.find(Subject(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("card", "a card, cards and a discard", ["card"]),
        ("password*", "passwords and a password", ["passwords", "password"]),
        ("*karte*", "die kreditkartennummer fehlt", ["kreditkartennummer"]),
        ("send|give us", "send us or give us", ["send us", "give us"]),
        ("send ~2 card", "send us your card, send it back on my card", ["send us your card"]),
        ("wi_fi|wlan code", "the wi-fi code and the wlan code", ["wi-fi code", "wlan code"]),
        ("pay # euro", "pay €20 euro", ["pay €20 euro"]),
        ("your [new] pin", "your pin, your new pin", ["your pin", "your new pin"]),
        ("contraseña", "su contraseña o contrasena", ["contraseña", "contrasena"]),
        ("coño", "el cono y el coño", ["coño"]),
    ],
)
def test_notation(phrase: str, text: str, found: list[str]) -> None:
    assert _found([phrase], text) == found


def test_groups_stand_for_their_words() -> None:
    script = Script(groups={"ask": "send give"})
    assert _found(["please <ask>"], "please give it", script) == ["please give"]


def test_languages_without_spaces_match_inside_and_count_characters() -> None:
    script = Script(has_spaces=False)
    assert _found(["卡号 ~3 发"], "把卡号告诉发给我", script) == ["卡号告诉发"]


def test_masked_words_are_found_with_hidden_and_repeated_letters() -> None:
    words = Phrases(["fuck", "shit"], Script(), is_masked=True)
    text = "f*ck, fuuuck, sh!t, shut, fork"
    assert [text[a:b] for a, b in words.find(Subject(text))] == ["f*ck", "fuuuck", "sh!t"]


def test_words_that_touch_are_all_found() -> None:
    assert _found(["pin"], "pin pin\npin") == ["pin", "pin", "pin"]


def test_an_empty_list_matches_nothing() -> None:
    assert _found([], "anything") == []
    assert not Phrases([], Script()).is_in(Subject("anything"))


def test_joined_lists_match_both() -> None:
    both = Phrases(["one"], Script()).joined(Phrases(["zwei"], Script()))
    text = "one, zwei, three"
    assert [text[a:b] for a, b in both.find(Subject(text))] == ["one", "zwei"]


@pytest.mark.parametrize("phrase", ["", "~3 card", "card ~3", "*", "<nobody>", "[card]"])
def test_unreadable_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(PolicyDataError):
        Phrases([phrase], Script())
