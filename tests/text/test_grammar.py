"""English mistakes are found at their place; right sentences and quotations are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.grammar import load_grammar_rules
from app.text.grammar import Grammar, has_grammar_checker

_GRAMMAR = Grammar(load_grammar_rules())


def _flaws(text: str) -> list[str]:
    return [text[flaw.start : flaw.end] for flaw in _GRAMMAR.check(text).flaws]


def test_the_checker_is_installed() -> None:
    assert has_grammar_checker()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We has shipped the item.", "has"),
        ("The lamp does not requires a bulb.", "requires"),
        ("Can you sent it to us?", "sent"),
        ("It have been two days.", "have"),
        ("The items is in stock.", "is"),
        ("The parcel have arrived.", "have"),
        ("Most of our customers takes both.", "takes"),
        ("This items are fragile.", "This items"),
        ("These screw is missing.", "These screw"),
        ("We have send the parcel.", "send"),
        ("Thank you for you order.", "you"),
        ("You're order is ready.", "You're"),
        ("Your welcome to reply.", "Your"),
        ("You must to reply today.", "to"),
        ("Please informs us.", "informs"),
        ("Please advice us which colour.", "advice"),
        ("We look forward to hear from you.", "hear"),
        ("We are agree with that.", "are agree"),
        ("Do not hesitate to contacting us.", "contacting"),
        ("Please give us more informations.", "informations"),
        ("The the proof is attached.", "The the"),
        ("We could of helped.", "could of"),
        ("Send us an photo.", "an"),
        ("We will shipped it.", "will shipped"),
        ("Their is a problem.", "Their"),
    ],
)
def test_mistakes_are_found(text: str, wrong: str) -> None:
    assert wrong in _flaws(text)


@pytest.mark.parametrize(
    "text",
    [
        "She needs to sign, and the driver waits five minutes.",
        "Does the lamp hum when it has been on for an hour?",
        "One of the screws is missing from the set of four.",
        "The number of items is printed on the box.",
        "You can choose whether the parcel comes on Monday or on Tuesday.",
        "Path A: it glides. Path B: it sticks.",
        "Call out: zero seven seven, double zero.",
        "It need not be new, and it must not get wet.",
        "An SSD, a USB cable and an MIT licence are in the box.",
        "We look forward to your answer and to hearing from you.",
        "The proof says “we is family”, as you asked.",
        "If it were damaged, we would send a free replacement.",
    ],
)
def test_right_sentences_are_left_alone(text: str) -> None:
    assert _flaws(text) == []


def test_places_count_the_whole_text() -> None:
    text = "First line is fine.\n\n" + "A second one is as well. " * 30 + "\nWe has three.\n"
    assert _flaws(text) == ["has"]


def test_a_flaw_tells_what_to_write_where_that_is_known() -> None:
    flaw = _GRAMMAR.check("We has shipped the item.").flaws[0]
    assert flaw.instead == "have"


def test_a_long_text_is_not_read_to_its_end() -> None:
    assert _GRAMMAR.check("All is well here. " * 100).is_complete
    assert not _GRAMMAR.check("All is well here. " * 1000).is_complete


def test_patterns_name_their_mistake_by_the_first_group() -> None:
    rules = load_grammar_rules()
    assert rules.checks
    assert all("(" in pattern and says.endswith(".") for pattern, says in rules.patterns)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aeiou sthn's.,\n(\"A“”’é—", max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    last = 0
    for flaw in _GRAMMAR.check(text).flaws:
        assert last <= flaw.start < flaw.end <= len(text)
        last = flaw.end
