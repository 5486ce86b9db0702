"""How common words are in a language: the one door to the frequency lists."""

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Final

# Frequencies are on Zipf's scale, in hundredths: 300 is one word in a million, 600 one in a
# thousand. A word rarer than this is no likely meaning of a typing error.
_RARE: Final = 250
_TOP: Final = 900


def has_word_frequencies() -> bool:
    """Tell whether the frequency lists are installed."""
    return find_spec("wordfreq") is not None


@cache
def word_frequencies(language: str) -> Mapping[str, int]:
    """Give the commoner words of a base language with their frequencies; empty without a list."""
    if not has_word_frequencies():
        return {}
    from wordfreq import get_frequency_list  # noqa: PLC0415 -- reads large files, only here

    try:
        buckets = get_frequency_list(language, "best")
    except LookupError:
        return {}
    get_frequency_list.cache_clear()  # it would keep the rare words, which are most of them
    return {
        word: _TOP - index
        for index, bucket in enumerate(buckets[: _TOP - _RARE])
        for word in bucket
        if word.isalpha()
    }
