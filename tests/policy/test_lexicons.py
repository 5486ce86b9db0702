"""Every lexicon says what its author expects, and every concept is explained."""

import pytest

from app.domain.concept import Concept
from app.policy.lexicons import (
    LexiconTest,
    concept_table,
    lexicon_source,
    lexicon_tests,
    load_lexicons,
)
from app.policy.reading import data_files
from app.text.concepts import scan
from app.text.fold import fold

_FILES = data_files("lexicons")
_TESTS = lexicon_tests()


def test_every_concept_is_explained() -> None:
    assert {row.concept for row in concept_table()} == set(Concept)


@pytest.mark.parametrize("name", _FILES)
def test_a_lexicon_names_every_concept_or_declares_the_hole(name: str) -> None:
    source = lexicon_source(name)
    assert set(Concept) == source.concepts.keys() | source.holes.keys()


@pytest.mark.parametrize(
    "test", [pytest.param(test, id=f"{test.language}-{test.text[:40]}") for test in _TESTS]
)
def test_a_sentence_mentions_what_its_author_expects(test: LexiconTest) -> None:
    lexicon = load_lexicons()[test.language]
    found = scan(fold(test.text).text, lexicon, lambda _start, _end: True)
    mentioned = {mention.concept for mention in found.mentions}
    assert mentioned.issuperset(test.says)
    assert mentioned.isdisjoint(test.silent)
