"""Lists of words and phrases, compiled into one linear-time pattern over folded text.

A phrase is a row of tokens between blanks. A token is a word (`card`), a stem (`password*`), a part
of a word (`*karte*`), words that go together (`wi_fi`), several of these as alternatives
(`send|give`), a named group (`<ask>`), a number (`#`), a token that may be absent (`[your]`), or
`~3`, which lets up to three words stand between its neighbours. Words are folded as texts are; in
words of five letters and more, a letter with an accent also matches without it. In a language
written without spaces, tokens follow one another directly and `~3` counts characters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.errors import PolicyDataError
from app.text.fold import fold, strip_marks
from app.text.patterns import Pattern, Subject, escape

_MAX_FOUND: Final = 50
_MAX_GAP: Final = 9
_SHORT: Final = 4  # a short word without its accent is often another word
# What stands between words in a folded text. Naming it keeps a pattern a hundredth of what
# Unicode's classes of letters would make it.
_SIGNS: Final = r"\x00-\x09\x0b-/:-@\[-`{-\x7f،؛؟¡¿«»…·•"
_LETTER: Final = rf"[^\n{_SIGNS}]"
_BETWEEN: Final = r"[ '\",.:;!?()/*-]{1,3}"
_BEFORE: Final = rf"(?:^|[\n{_SIGNS}])"
_AFTER: Final = rf"(?:$|[\n{_SIGNS}])"
_NEVER: Final = r"([^\x00-\x{10ffff}])"
_GAP: Final = re.compile(r"~(\d)")


@dataclass(frozen=True, slots=True)
class Script:
    """How a language's words are told apart, and what its phrases may refer to.

    `letters` are sets of letters that are written for one another; `prefixes` are what may be
    written together with the word after it.
    """

    has_spaces: bool = True
    groups: Mapping[str, str] = field(default_factory=dict)
    letters: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


class Phrases:
    """A compiled list; it matches nothing where the list is empty. `source` is its RE2 pattern."""

    def __init__(self, phrases: Iterable[str], script: Script, *, is_masked: bool = False) -> None:
        """Compile a list; with `is_masked`, letters drawn out and vowels hidden by signs match too.

        Raises:
            PolicyDataError: a phrase cannot be read.
        """
        compiler = _Compiler(script, is_masked=is_masked)
        sources = [compiler.phrase(phrase) for phrase in phrases]
        before, after = (_BEFORE, _AFTER) if script.has_spaces else ("", "")
        self.source = f"{before}({'|'.join(sources)}){after}" if sources else _NEVER
        self._pattern = Pattern(self.source)

    def joined(self, other: "Phrases") -> "Phrases":
        """Give a list that holds the phrases of both."""
        both = Phrases((), Script())
        both.source = f"{self.source}|{other.source}"
        both._pattern = Pattern(both.source)
        return both

    def find(self, subject: Subject) -> Iterator[tuple[int, int]]:
        """Yield the places of the phrases in a folded text, at most fifty."""
        found = self._pattern.search(subject)
        for _ in range(_MAX_FOUND):
            place = next((group for group in found.groups if group), None) if found else None
            if place is None:
                return
            yield place
            found = self._pattern.search(subject, place[1])

    def is_in(self, subject: Subject) -> bool:
        """Tell whether any of the phrases stands in a folded text."""
        return self._pattern.is_in(subject)


class _Compiler:
    """Writes phrases as RE2 patterns."""

    def __init__(self, script: Script, *, is_masked: bool) -> None:
        self._script = script
        self._is_masked = is_masked
        self._is_alone = False
        prefixes = "|".join(map(escape, script.prefixes))
        self._prefix = f"(?:{prefixes})?" if prefixes else ""
        self._alike = {letter: f"[{letters}]" for letters in script.letters for letter in letters}

    def phrase(self, phrase: str) -> str:
        self._is_alone = " " not in phrase.strip()
        parts: list[str] = []
        gap = ""
        for token in phrase.lower().split():
            spaces = _GAP.fullmatch(token)
            if spaces is not None:
                if not parts or gap:
                    raise self._wrong(phrase)
                gap = self._gap(int(spaces.group(1)))
                continue
            is_optional = token[0] == "[" and token[-1] == "]"
            source = self._token(token[1:-1] if is_optional else token, phrase)
            between = (_BETWEEN if self._script.has_spaces else "") if parts else ""
            joined = gap + between + source
            if is_optional:
                if not parts:
                    raise self._wrong(phrase)
                joined = f"(?:{joined})?"
            parts.append(joined)
            gap = ""
        if not parts or gap:
            raise self._wrong(phrase)
        return "".join(parts)

    def _gap(self, words: int) -> str:
        if words > _MAX_GAP:
            raise self._wrong(f"~{words}")
        if not self._script.has_spaces:
            return rf"[^\n]{{0,{words}}}"
        return f"(?:{_BETWEEN}{_LETTER}+){{0,{words}}}"

    def _token(self, token: str, phrase: str) -> str:
        alternatives = [self._word(word, phrase) for word in token.split("|")]
        return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"

    def _word(self, word: str, phrase: str) -> str:
        if word == "#":
            return r"[$€£¥₺]?\pN+"
        if word.startswith("<"):
            group = self._script.groups.get(word[1:-1])
            if group is None:
                raise self._wrong(phrase)
            return self._token("|".join(group.lower().split()), phrase)
        core = word.strip("*")
        if not core or "*" in core:
            raise self._wrong(phrase)
        parts = [fold(part).text for part in core.split("_")]
        between = _BETWEEN if self._script.has_spaces else ""
        source = between.join(
            "".join(self._letter(letter, len(part)) for letter in part) for part in parts
        )
        left = f"{_LETTER}*" if word.startswith("*") else self._prefix
        right = f"{_LETTER}*" if word.endswith("*") else ""
        return left + source + right

    def _letter(self, letter: str, length: int) -> str:
        alike = self._alike.get(letter)
        if alike is not None:
            return alike
        bare = strip_marks(letter)
        options = letter if bare == letter or length <= _SHORT else letter + bare
        if self._is_masked and self._is_alone and length >= _SHORT and bare.isascii():
            hidden = "*#@%!" if bare in "aeiou" else ""
            return f"[{options}{hidden}]+"
        return escape(letter) if len(options) == 1 else f"[{options}]"

    @staticmethod
    def _wrong(phrase: str) -> PolicyDataError:
        return PolicyDataError(f"cannot read the phrase “{phrase}”")
