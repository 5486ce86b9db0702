"""Numbers of payment cards in a text, told from other long numbers by their check digit."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from app.text.patterns import Pattern, Subject

_GROUPED: Final = r"[2-6]\d{3}(?:[ -]\d{4}){3}|3[47]\d{2}[ -]\d{6}[ -]\d{5}"
_PLAIN: Final = r"[2-6]\d{15}|3[47]\d{13}"
# What stands before a card's number and not inside a longer number or a code.
CARD_SOURCE: Final = (
    rf"(?:^|[^0-9A-Za-z.,/#_-]|[^0-9A-Za-z] )({_GROUPED}|{_PLAIN})(?:$|[^0-9A-Za-z_/-])"
)
_ONE_OF_TWO: Final = 2
_NINE: Final = 9


class CardNumber(NamedTuple):
    """A number that passes for a card's; `is_grouped` where it is written as cards show it."""

    start: int
    end: int
    is_grouped: bool


def find_card_numbers(subject: Subject) -> Iterator[CardNumber]:
    """Yield the numbers that begin and end as cards' numbers do and have the right check digit."""
    for found in _pattern.finditer(subject):
        place = found.groups[0]
        if place is None:
            continue
        written = subject.text[place[0] : place[1]]
        digits = written.replace(" ", "").replace("-", "")
        is_longer = _is_digit_near(subject.text, *place)
        if not is_longer and _has_issuer(digits) and _has_check_digit(digits):
            yield CardNumber(*place, is_grouped=digits != written)


def _is_digit_near(text: str, start: int, end: int) -> bool:
    """Tell whether more groups of digits stand beside it, as in tracking and bank numbers."""
    before, after = text[max(start - 2, 0) : start].strip(" -"), text[end : end + 2].strip(" -")
    return before[-1:].isdigit() or after[:1].isdigit()


def _has_issuer(digits: str) -> bool:
    """Tell whether the first digits are those of a Visa, Mastercard, Amex, Discover or Maestro."""
    four = int(digits[:4])
    return (
        digits[0] == "4"
        or 5100 <= four <= 5599  # noqa: PLR2004 -- the ranges of the card brands
        or 2221 <= four <= 2720  # noqa: PLR2004 -- the same
        or digits[:2] in ("34", "37", "65")
        or four == 6011  # noqa: PLR2004 -- the same
    )


def _has_check_digit(digits: str) -> bool:
    """Tell whether the last digit is right by Luhn's formula."""
    total = 0
    for index, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if index % _ONE_OF_TWO else digit
        total += doubled - _NINE if doubled > _NINE else doubled
    return total % 10 == 0


_pattern: Final = Pattern(CARD_SOURCE)
