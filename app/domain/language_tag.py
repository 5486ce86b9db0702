"""Language tags, as far as the product compares them: by their base language."""

from functools import lru_cache
from typing import Final

_SAME: Final = {
    "nb": "no",
    "nn": "no",
    "cmn": "zh",
    "yue": "zh",
    "fil": "tl",
    "iw": "he",
    "in": "id",
    "arb": "ar",
    "gsw": "de",
}
_THREE_LETTERS: Final = {
    "deu": "de",
    "ger": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "ita": "it",
    "spa": "es",
    "nld": "nl",
    "dut": "nl",
    "pol": "pl",
    "swe": "sv",
    "por": "pt",
    "tur": "tr",
    "jpn": "ja",
    "zho": "zh",
    "chi": "zh",
    "ara": "ar",
}


@lru_cache(maxsize=256)
def base_language(tag: str | None) -> str | None:
    """Give the base language of a tag such as `pt-BR` or `zh_Hant`, None where there is none."""
    if not tag:
        return None
    base = tag.strip().replace("_", "-").partition("-")[0].lower()
    if not base.isalpha():
        return None
    return _THREE_LETTERS.get(base) or _SAME.get(base) or base
