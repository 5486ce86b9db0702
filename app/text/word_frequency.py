"""How common words are in a language: the one door to the frequency lists."""

from collections.abc import Mapping
from functools import cache

# Words rarer than this are no likely meaning of a typing error. The scale is Zipf's, in hundredths:
# 300 is one word in a million, 600 one in a thousand.
RARE = 250
_TOP = 900


@cache
def word_frequencies(language: str) -> Mapping[str, int]:
    """Give the words of a base language with their frequencies; empty where there is no list."""
    try:
        from wordfreq import get_frequency_list  # noqa: PLC0415 -- reads large files, only here
    except ImportError:
        return {}
    try:
        buckets = get_frequency_list(language, "best")
    except LookupError:
        return {}
    return {
        word: _TOP - index
        for index, bucket in enumerate(buckets[: _TOP - RARE])
        for word in bucket
        if word.isalpha()
    }
