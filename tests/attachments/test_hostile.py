"""Files that are made to do harm get a bounded, clear answer."""

import random
from dataclasses import replace

import pytest

from app.attachments.bounds import OpeningLimits
from app.attachments.opening import open_content
from app.domain.file_kind import FileKind
from app.domain.opened import Danger, Unreadable
from tests.attachments import builders

LIMITS = OpeningLimits()
WHOLE = {
    "pdf": builders.pdf(["Invoice"] * 30, ["Page two"]),
    "docx": builders.docx(*["Paragraph"] * 40),
    "odt": builders.odt(*["Absatz"] * 40),
    "doc": builders.doc("Absatz\r" * 200),
    "png": builders.png(40, 40),
    "jpeg": builders.jpeg(40, 40),
    "gif": builders.gif(40, 40),
    "pdf-embedded": builders.changed_pdf("setup.exe"),
}


def _mutants() -> list[bytes]:
    """Cut, flip, repeat and swap stretches of whole files, the same ones in every run."""
    chance = random.Random(5)  # noqa: S311 - no secret
    mutants = []
    for number in range(200):
        content = bytearray(chance.choice(list(WHOLE.values())))
        match number % 4:
            case 0:
                del content[chance.randrange(8, len(content)) :]
            case 1:
                for _ in range(chance.randrange(1, 60)):
                    content[chance.randrange(8, len(content))] = chance.randrange(256)
            case 2:
                start = chance.randrange(8, len(content))
                content[start:start] = content[start : start + 300] * 3
            case _:
                start = chance.randrange(8, len(content))
                content[start : start + 200] = chance.randbytes(200)
        mutants.append(bytes(content))
    return mutants


def test_two_hundred_malformed_files_get_two_hundred_answers() -> None:
    mutants = _mutants()
    answers = [open_content(mutant, LIMITS) for mutant in mutants]
    assert len(answers) == 200
    assert all(answer.kind is not None for answer in answers)
    assert all(answer.size_bytes == len(m) for answer, m in zip(answers, mutants, strict=True))


@pytest.mark.parametrize("name", ["pdf", "docx", "odt", "png", "jpeg"])
def test_file_cut_short_is_called_broken(name: str) -> None:
    content = WHOLE[name]
    found = open_content(content[: len(content) // 2], LIMITS)
    assert found.unreadable is Unreadable.BROKEN


def test_zip_bomb_is_given_up() -> None:
    bomb = builders.docx("a", more={"word/header2.xml": b" " * (LIMITS.unpacked_bytes + 1)})
    found = open_content(bomb, LIMITS)
    assert found.unreadable is Unreadable.TOO_LONG
    assert "a" in found.text


def test_archive_of_very_many_members_is_given_up() -> None:
    many = builders.archive({f"{n}.txt": "" for n in range(LIMITS.members + 1)})
    assert open_content(many, LIMITS).unreadable is Unreadable.TOO_LONG


def test_deeply_nested_document_is_given_up() -> None:
    deep = builders.docx("<w:p>" * 100_000 + "</w:p>" * 100_000)
    assert open_content(deep, LIMITS).unreadable is Unreadable.TOO_LONG


def test_document_type_is_refused() -> None:
    entities = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = f'{entities}<w:document xmlns:w="{builders.WORD}"><w:p>&b;</w:p></w:document>'
    found = open_content(builders.docx("a", more={"word/document.xml": document}), LIMITS)
    assert found.unreadable is Unreadable.BROKEN
    assert "lol" not in found.text


def test_pages_beyond_the_limit_are_not_read() -> None:
    limits = replace(LIMITS, pages=3)
    found = open_content(builders.pdf(*[[f"Page {n}"] for n in range(1, 6)]), limits)
    assert found.unreadable is Unreadable.TOO_LONG
    assert [part.page for part in found.parts] == [1, 2, 3]


def test_text_beyond_the_limit_is_not_read() -> None:
    found = open_content(b"word " * 1_000, replace(LIMITS, characters=100))
    assert found.unreadable is Unreadable.TOO_LONG
    assert len(found.text) == 100


def test_links_beyond_the_limit_are_not_read() -> None:
    link = '<text:p><text:a xlink:href="https://a.example/{}">a</text:a></text:p>'
    many = builders.odt(*[link.format(n) for n in range(20)])
    found = open_content(many, replace(LIMITS, links=5))
    assert found.unreadable is Unreadable.TOO_LONG


def test_time_that_is_up_stops_the_reading() -> None:
    found = open_content(WHOLE["docx"], replace(LIMITS, seconds=0.0))
    assert found.unreadable is Unreadable.TOO_LONG


def test_chain_that_runs_in_a_circle_is_called_broken() -> None:
    content = bytearray(WHOLE["doc"])
    fat = content.rfind(b"\xfd\xff\xff\xff")
    start = len(content) - 512
    assert start <= fat < len(content)
    content[start : start + 4] = (0).to_bytes(4, "little")
    assert open_content(bytes(content), LIMITS).unreadable is Unreadable.BROKEN


@pytest.mark.parametrize(
    "content",
    [
        WHOLE["png"] + builders.archive({"setup.exe": b"MZ"}),
        WHOLE["pdf"] + builders.archive({"setup.exe": b"MZ"}),
        b"GIF89a/*" + WHOLE["pdf"],
        b"<script>alert(1)</script>" + WHOLE["pdf"],
    ],
)
def test_second_file_behind_the_first_is_found(content: bytes) -> None:
    assert Danger.SECOND_FORMAT in open_content(content, LIMITS).dangers


@pytest.mark.parametrize("name", list(WHOLE))
def test_whole_file_hides_no_second_one(name: str) -> None:
    assert Danger.SECOND_FORMAT not in open_content(WHOLE[name], LIMITS).dangers


def test_bytes_that_are_nothing_are_of_an_unknown_kind() -> None:
    assert open_content(bytes(range(256)) * 4, LIMITS).kind is FileKind.OTHER


def test_text_keeps_no_characters_that_json_refuses() -> None:
    found = open_content("a\ud800b".encode("utf-16-le", "surrogatepass"), LIMITS)
    found.text.encode("utf-8")
