"""Reads the words that name things: numbers, placeholders, marks, files."""

from app.domain.file_kind import FileKind, FileTypes
from app.domain.vocabulary import (
    ContactWords,
    FileTopic,
    FileWords,
    ImportantWords,
    Meaning,
    OrderNumberWords,
    PlaceholderWords,
    Vocabulary,
)
from app.policy.reading import read_toml
from app.text.names import needle, spell_out

_FOLDER = "words"


def load_vocabulary() -> Vocabulary:
    """Read the words of all languages."""
    return Vocabulary(
        order_numbers=_order_numbers(),
        placeholders=_placeholders(),
        important=_important(),
        files=_files(),
        file_types=_file_types(),
        contact=_contact(),
    )


def _order_numbers() -> OrderNumberWords:
    data = read_toml(_FOLDER, "order_numbers.toml")
    return OrderNumberWords(
        order=_all_languages(data["order"]), other=_all_languages(data["other"])
    )


def _placeholders() -> PlaceholderWords:
    data = read_toml(_FOLDER, "placeholders.toml")
    return PlaceholderWords(
        meanings=tuple(
            (Meaning(row["meaning"]), _needles(row["words"])) for row in data["meanings"]
        ),
        fillers=_needles(data["fillers"]),
        instructions=_needles(data["instructions"]),
        honorifics=tuple(data["honorifics"]),
    )


def _important() -> ImportantWords:
    data = read_toml(_FOLDER, "important.toml")
    return ImportantWords(
        whole=frozenset(spell_out(word).strip() for word in data["words"]),
        beginnings=tuple(data["beginnings"]),
        never_needed_from=data["never_needed_from"],
    )


def _files() -> FileWords:
    data = read_toml(_FOLDER, "files.toml")
    topics = {
        FileTopic(name): _needles(_all_languages(row)) for name, row in data["topics"].items()
    }
    return FileWords(topics, _needles(_all_languages(data["mentions"])))


def _contact() -> ContactWords:
    data = read_toml(_FOLDER, "contact.toml")
    apps = data["apps"]
    return ContactWords(
        apps=tuple(apps["plain"]),
        ambiguous_apps=tuple(apps["ambiguous"]),
        **{name: _all_languages(row) for name, row in data.items() if name != "apps"},
    )


def _file_types() -> FileTypes:
    data = read_toml("file_types.toml")
    return FileTypes(
        by_ending=_by_name(data["endings"]),
        by_media_type=_by_name(data["media_types"]),
        permitted=frozenset(FileKind[name] for name in data["permitted"]),
        active=frozenset(FileKind[name] for name in data["active"]),
    )


def _by_name(rows: dict[str, list[str]]) -> dict[str, FileKind]:
    return {name: FileKind[kind] for kind, names in rows.items() for name in names}


def _all_languages(row: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in row.values() for word in words))


def _needles(entries: "tuple[str, ...] | list[str]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(needle, entries)))
