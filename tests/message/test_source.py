"""A field as submitted, and its twin with one kind of line break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.message.source import SourceField


@given(st.text("\r\n\0a😀", max_size=40))
def test_every_normalised_stretch_is_found_in_the_submitted_text(submitted: str) -> None:
    field = SourceField.of(submitted)
    for offset, character in enumerate(field.normalised):
        start, end = field.submitted_offset(offset), field.submitted_offset(offset + 1)
        raw = submitted[start:end]
        expected = {"\n": ("\n", "\r", "\r\n"), "\u200b": ("\0",)}.get(character, (character,))
        assert raw in expected
    assert field.submitted_offset(len(field.normalised)) == len(submitted)


@pytest.mark.parametrize(
    ("submitted", "normalised"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb\n", "a\nb\n"),
        ("\r\r\n\n\r", "\n\n\n\n"),
        ("a\0b", "a\u200bb"),
        ("", ""),
    ],
)
def test_line_breaks_become_one_kind(submitted: str, normalised: str) -> None:
    assert SourceField.of(submitted).normalised == normalised


def test_text_without_carriage_returns_is_not_copied() -> None:
    submitted = "one\ntwo"
    assert SourceField.of(submitted).normalised is submitted
