"""In which language a text is written: the one door to the language detectors."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

_SAMPLE: Final = 1_200
_MIN_WORDS: Final = 4
_PLENTY: Final = 12
_PARAGRAPH_WORDS: Final = 5
_MARKS: Final = ".,;:!?()[]{}<>\"'“”„‘’«»…–—-*•·¡¿"
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_NOT_ARABIC: Final = re.compile(r"[\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06cc\u06d2]")
_FEW_CJK: Final = 4
_FEW_ARABIC: Final = 8
_LONG_HAN: Final = 20
# A detector that knows sixty languages mistakes neighbours for one another in short texts, and a
# message to a buyer is rarely in the neighbour: the neighbour has to win by a margin.
_NEIGHBOURS: Final = {
    "da": "sv",
    "no": "sv",
    "ca": "es",
    "az": "tr",
    "tl": "en",
    "ms": "en",
    "sk": "pl",
    "fa": "ar",
    "ur": "ar",
}
_MARGIN: Final = 0.04


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """What language a text seems to be in.

    `tag` is a base language (ISO 639-1), None where nothing can be said; `score` lies between 0 and
    1; `is_reliable` says that the text is long and clear enough to hold someone to the guess.
    """

    tag: str | None
    score: float
    is_reliable: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text, by offsets, and its language."""

    start: int
    end: int
    guess: LanguageGuess


UNKNOWN: Final = LanguageGuess(None, 0.0, is_reliable=False)

Detector = Callable[[str], tuple[dict[str, float], bool]]


def guess_language(text: str) -> LanguageGuess:
    """Guess the language of a text from its words; codes, addresses and numbers do not count."""
    return _by_script(text) or _by_words(text)


def guess_paragraphs(text: str, whole: LanguageGuess) -> tuple[Stretch, ...]:
    """Cut a text into stretches of one language each, at line breaks.

    A line that is too short to tell belongs to the stretch before it; `whole` is the guess for the
    text as a whole, which short lines at the start share.
    """
    stretches: list[Stretch] = []
    start = 0
    current = whole
    position = 0
    for line in text.split("\n"):
        guess = _line_guess(line, whole)
        if guess is not None and guess.tag != current.tag:
            if position > start:
                stretches.append(Stretch(start, position, current))
            start, current = position, guess
        position += len(line) + 1
    stretches.append(Stretch(start, len(text), current))
    return tuple(stretches)


def _line_guess(line: str, whole: LanguageGuess) -> LanguageGuess | None:
    guess = _by_script(line)
    if guess is not None and guess.tag == "zh" and whole.tag == "ja" and len(line) < _LONG_HAN:
        return whole  # a Japanese name, address or heading without kana
    if guess is None:
        if line.count(" ") < _PARAGRAPH_WORDS:
            return None
        if _likeliest(line[:_SAMPLE].lower()) == whole.tag:
            return whole  # codes and names that stay in the line cannot make it another language's
        guess = _by_words(line)
    if guess.is_reliable:
        return guess
    return whole if guess.tag == whole.tag else None


def _by_script(text: str) -> LanguageGuess | None:
    """Tell Japanese, Chinese and Arabic by their letters."""
    if text.isascii():
        return None
    sample = text[:_SAMPLE]
    cjk = len(_CJK.findall(sample))
    if cjk and cjk >= len(_LATIN.findall(sample)):
        tag = "ja" if len(_KANA.findall(sample)) * 20 > cjk else "zh"
        return LanguageGuess(tag, 1.0, is_reliable=cjk >= _FEW_CJK)
    arabic = len(_ARABIC.findall(sample))
    if arabic >= _FEW_ARABIC and arabic >= 2 * len(_LATIN.findall(sample)):
        foreign = len(_NOT_ARABIC.findall(sample))
        if foreign * 30 <= arabic:
            return LanguageGuess("ar", 1.0, is_reliable=True)
    return None


def _by_words(text: str) -> LanguageGuess:
    words = _words(text)
    if not words:
        return UNKNOWN
    scores, reliable = _detector()(" ".join(words).lower())
    if not scores:
        return UNKNOWN
    tag = max(scores, key=lambda name: scores[name])
    likelier = _NEIGHBOURS.get(tag)
    if likelier is not None and scores[tag] - scores.get(likelier, 0.0) < _MARGIN:
        tag = likelier
    return LanguageGuess(tag, round(scores[tag], 3), reliable and len(words) >= _MIN_WORDS)


def _likeliest(text: str) -> str | None:
    scores, _ = _detector()(text)
    return max(scores, key=lambda name: scores[name]) if scores else None


def _words(text: str) -> list[str]:
    """Give the text's real words: no codes, addresses, acronyms or words with digits inside."""
    pieces = text[:_SAMPLE].split()
    words = [piece for piece in pieces if piece.isalpha() and not piece.isupper()]
    if len(words) >= _PLENTY:
        return words
    bare = (piece.strip(_MARKS) for piece in pieces)
    return [word for word in bare if word.isalpha() and not word.isupper()]


@cache
def _detector() -> Detector:
    try:
        import eldc  # noqa: PLC0415 -- a compiled library that not every platform has
    except ImportError:
        return _langid_detector()
    eldc.init()
    instance = eldc.instance()
    instance.set_scores(5)

    def detect(text: str) -> tuple[dict[str, float], bool]:
        result = instance.detect_details(text)
        return result.scores, result.reliable

    return detect


def _langid_detector() -> Detector:
    from py3langid.langid import (  # noqa: PLC0415 -- loads a model, only where it is needed
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def detect(text: str) -> tuple[dict[str, float], bool]:
        ranked = identifier.rank(text)[:5]
        scores = {str(tag): float(probability) for tag, probability in ranked}
        return scores, bool(ranked) and float(ranked[0][1]) > 0.9  # noqa: PLR2004 -- a probability

    return detect
