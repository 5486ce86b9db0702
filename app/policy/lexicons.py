"""The lexicons, read from one file a language and checked against the table of concepts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.domain.concept import Concept
from app.domain.errors import PolicyDataError
from app.policy.reading import data_files, read_toml
from app.text.fold import fold
from app.text.lexicon import Lexicon, LexiconSource

_FOLDER: Final = "lexicons"
_TABLE: Final = "concepts.toml"
_KEYS: Final = frozenset(
    (
        "language",
        "name",
        "segmented",
        "letters",
        "prefixes",
        "common",
        "groups",
        "concepts",
        "holes",
        "tests",
    )
)


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """What a concept means, with English examples and what does not belong to it.

    A concept that `masks` takes the words of its expressions away from shorter ones of others.
    """

    concept: Concept
    section: str
    means: str
    examples: tuple[str, ...]
    excludes: str = ""
    masks: bool = False


@dataclass(frozen=True, slots=True)
class LexiconTest:
    """A sentence that a lexicon's author expects to be read in a way.

    `says` are concepts that it must mention, `silent` those that it must not; `rules` are all the
    rules that must flag it as a message of its own, None where the author says nothing of rules.
    """

    language: str
    text: str
    says: tuple[Concept, ...] = ()
    silent: tuple[Concept, ...] = ()
    rules: tuple[str, ...] | None = None


@cache
def concept_table() -> tuple[ConceptRow, ...]:
    """Read the table of concepts.

    Raises:
        PolicyDataError: a concept has no row, or a row no concept.
    """
    rows = tuple(
        ConceptRow(
            concept=_concept(name, _TABLE),
            section=section,
            means=row["means"],
            examples=tuple(row.get("examples", ())),
            excludes=row.get("excludes", ""),
            masks=row.get("masks", False),
        )
        for section, concepts in read_toml(_TABLE).items()
        for name, row in concepts.items()
    )
    missing = set(Concept) - {row.concept for row in rows}
    if missing:
        message = f"{_TABLE} does not explain {', '.join(sorted(missing))}"
        raise PolicyDataError(message)
    return rows


class Lexicons(Mapping[str, Lexicon]):
    """All lexicons by base language, each compiled when a message first needs it.

    Looking one up raises `PolicyDataError` where it names an unknown concept, names what it
    declares a hole, or holds an expression that cannot be read.
    """

    def __init__(self) -> None:
        self._files = {name.removesuffix(".toml"): name for name in data_files(_FOLDER)}
        self._compiled: dict[str, Lexicon] = {}

    def __getitem__(self, language: str) -> Lexicon:
        lexicon = self._compiled.get(language)
        if lexicon is None:
            masking = frozenset(row.concept for row in concept_table() if row.masks)
            lexicon = Lexicon(lexicon_source(self._files[language]), masking, _folded)
            self._compiled[language] = lexicon
        return lexicon

    def __contains__(self, language: object) -> bool:
        return language in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def load_lexicons() -> Lexicons:
    """Give the lexicons; all who ask share what is compiled."""
    return Lexicons()


def lexicon_source(name: str) -> LexiconSource:
    """Read one lexicon's file, without compiling it."""
    data = _read(name)
    concepts = {
        _concept(key, name): tuple(expressions) for key, expressions in data["concepts"].items()
    }
    holes = {_concept(key, name): reason for key, reason in data.get("holes", {}).items()}
    both = concepts.keys() & holes.keys()
    if both:
        message = f"{name} names what it declares a hole: {', '.join(sorted(both))}"
        raise PolicyDataError(message)
    return LexiconSource(
        language=data["language"],
        is_segmented=data["segmented"],
        concepts=concepts,
        groups={key: tuple(words) for key, words in data.get("groups", {}).items()},
        letters=data.get("letters", {}),
        prefixes=tuple(data.get("prefixes", ())),
        common=tuple(data.get("common", ())),
        holes=holes,
    )


def lexicon_tests() -> tuple[LexiconTest, ...]:
    """Give the sentences that the authors of all lexicons wrote, with what they expect."""
    return tuple(
        LexiconTest(
            language=data["language"],
            text=row["text"],
            says=tuple(_concept(name, file) for name in row.get("says", ())),
            silent=tuple(_concept(name, file) for name in row.get("silent", ())),
            rules=tuple(row["rules"]) if "rules" in row else None,
        )
        for file in data_files(_FOLDER)
        for data in (_read(file),)
        for row in data.get("tests", ())
    )


def _read(name: str) -> dict[str, Any]:
    data = read_toml(_FOLDER, name)
    unknown = data.keys() - _KEYS
    if unknown or f"{data.get('language')}.toml" != name:
        message = f"{name}: unknown keys {sorted(unknown)}, or a language that is not its name"
        raise PolicyDataError(message)
    return data


def _concept(name: str, file: str) -> Concept:
    try:
        return Concept(name)
    except ValueError as error:
        message = f"{file} names the unknown concept {name}"
        raise PolicyDataError(message) from error


def _folded(text: str) -> str:
    return fold(text).text
