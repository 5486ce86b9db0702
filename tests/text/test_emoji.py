import importlib.util
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.emoji import find_emoji
from app.text.tables import read_words

UNICODE_DATA = Path("/usr/share/unicode/emoji")
needs_unicode_data = pytest.mark.skipif(
    not UNICODE_DATA.is_dir(), reason="Debian's package unicode-data is not installed"
)
_ENTRY = re.compile(r"^([0-9A-F ]+?)\s*; *([a-z -]+?)\s*[;#]", re.MULTILINE)


def pictures(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_emoji(text) if not hit.is_text_style]


def text_style(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_emoji(text) if hit.is_text_style]


def entries(name: str) -> Iterator[tuple[str, str]]:
    content = (UNICODE_DATA / name).read_text(encoding="utf-8")
    for codes, status in _ENTRY.findall(content):
        yield "".join(chr(int(code, 16)) for code in codes.split()), status


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "make_emoji_data.py"
    spec = importlib.util.spec_from_file_location("make_emoji_data", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_unicode_data
def test_every_sequence_of_the_emoji_test_that_counts_is_one_hit() -> None:
    counted = [
        sequence for sequence, status in entries("emoji-test.txt") if status != "unqualified"
    ]
    assert len(counted) > 4000
    for sequence in counted:
        assert pictures(f"a {sequence} b") == [sequence], ascii(sequence)
        assert text_style(f"a {sequence} b") == []


@needs_unicode_data
def test_an_unqualified_sequence_is_a_picture_only_with_a_picture_in_it() -> None:
    shown = set(range(0x80, 0x110000)) & _codes("pictures")
    for sequence, status in entries("emoji-test.txt"):
        if status == "unqualified":
            is_picture = any(ord(part) in shown for part in sequence) or "\ufe0f" in sequence
            assert bool(pictures(sequence)) == is_picture, ascii(sequence)


@needs_unicode_data
def test_no_text_style_variant_is_a_picture() -> None:
    variants = list(entries("emoji-variation-sequences.txt"))
    assert len(variants) > 600
    for sequence, style in variants:
        if style == "text style":
            assert pictures(f"a {sequence} b") == [], ascii(sequence)


@needs_unicode_data
def test_the_committed_data_are_what_the_installed_unicode_data_give(generator: ModuleType) -> None:
    source = generator.SOURCE.read_text(encoding="utf-8")
    committed = generator.TARGET.read_text(encoding="utf-8")
    if float(generator.emoji_version(source)) < float(_version()):
        pytest.skip("the installed unicode-data are older than the committed file")
    assert generator.emoji_data(source) == committed


def _version() -> str:
    return read_words("emoji.toml")["version"][0]


def _codes(key: str) -> set[int]:
    codes: set[int] = set()
    for part in read_words("emoji.toml")[key]:
        first, _, last = part.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes


@pytest.mark.parametrize(
    "text",
    [
        "plain words, 100 % © ® ™ → ⇒ ↔ • ▪ ■ ★ ✓ ✔ ✗ ✖ № ½ ☑ ☐",
        "1 2 3 # * ‼ ⁉ ℹ Ⓜ ㊗ 〰 ☎ ✉ ✂ ✏ ♀ ♂ ♻ ⚠ ⚙",
        "日本語、한국어 и العربية",
        "\u200d\ufe0f\u20e3 \U0001f1e9 🅰",
    ],
)
def test_letter_like_signs_arrows_checks_and_digits_are_none(text: str) -> None:
    assert list(find_emoji(text)) == []


@pytest.mark.parametrize("text", ["❤", "☺", "♥", "♡", "☀", "✌", "❤\ufe0e", "🖐", "🌶", "5\u20e3"])
def test_a_bare_pictograph_that_people_type_is_text_style(text: str) -> None:
    assert text_style(f"a {text} b") == [text]
    assert pictures(f"a {text} b") == []


def test_pictures_in_a_row_are_counted_apart() -> None:
    text = "😀😀👨\u200d👩\u200d👧🇩🇪🇫🇷5\ufe0f\u20e3©\ufe0f👋🏻"
    assert pictures(text) == [
        "😀",
        "😀",
        "👨\u200d👩\u200d👧",
        "🇩🇪",
        "🇫🇷",
        "5\ufe0f\u20e3",
        "©\ufe0f",
        "👋🏻",
    ]


def test_a_code_point_kept_free_for_emoji_is_a_picture() -> None:
    assert pictures("\U0001fae9") == ["\U0001fae9"]


@pytest.mark.parametrize(
    "emoticon",
    [
        ":)",
        ":-)",
        ":))",
        ";)",
        ";-)",
        ":D",
        ":-D",
        ":P",
        ":(",
        ":-(",
        ":'(",
        ":/",
        ":*",
        ":-|",
        "=)",
        "<3",
        "</3",
        "^_^",
        "^^",
        "(^^)",
        "（＾＾）",
        "T_T",
        "xD",
        "o_O",
        "\\o/",
        "(:",
        "m(__)m",
    ],
)
def test_an_emoticon_is_text_style(emoticon: str) -> None:
    assert text_style(f"Many thanks {emoticon}") == [emoticon]
    assert text_style(f"{emoticon}\nMany thanks") == [emoticon]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Danke:) Bis bald", [":)"]),
        ("ありがとう(^^)ございます", ["(^^)"]),
        ("sorry :( but ok :)", [":(", ":)"]),
        ("a) one :) (two)", [":)"]),
        ("love it <3 :)", ["<3", ":)"]),
        ("Merci ❤ ;-)", ["❤", ";-)"]),
    ],
)
def test_emoticons_are_found_beside_other_text(text: str, found: list[str]) -> None:
    assert text_style(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "see (1:8) and a): or (b):",
        "(note:) (x=) [y:] (see (a) for b:)",
        "Contents:(a, b) and parts :(c) or :[d]",
        "10:30, 3:2, 16:9, at 9:00)",
        "https://shop.example/:) www.shop.example/;-)",
        "fish&nbsp;) &amp;)",
        "x <3 days, <3V, < 3, 1<3, <3,5 mm, <30",
        "Size:D, Note:P, and/or, C:/path, std::)",
        "a^^b, x_^_^, snake_T_T, fooxD, 2^^",
        "T_Total, o_Other, --.--",
        "key=)value f(x=)",
    ],
)
def test_punctuation_that_is_no_face_is_none(text: str) -> None:
    assert list(find_emoji(text)) == []


def test_hits_come_in_order() -> None:
    text = "5\ufe0f\u20e3 :) 😀 ^_^ ❤ 5\u20e3"
    starts = [hit.start for hit in find_emoji(text)]
    assert starts == sorted(starts)
    assert len(starts) == 6


@pytest.mark.parametrize(
    "text",
    [
        "\u200d" * 120_000,
        "👨" + "\u200d" * 120_000,
        "👨\u200d" * 60_000,
        "🏴" + "\U000e0067" * 60_000,
    ],
)
def test_joiners_and_tags_without_end_are_read_once(text: str) -> None:
    assert len(list(find_emoji(text))) <= 1


@given(st.text(st.sampled_from("a1 :;)(-D<3^_.&=\n❤😀👩🏻\u200d\ufe0f\ufe0e\u20e3🇩"), max_size=40))
def test_hits_lie_in_the_text_and_do_not_share_characters(text: str) -> None:
    hits = list(find_emoji(text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    ends = sorted((hit.start, hit.end) for hit in hits if not hit.is_text_style)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
