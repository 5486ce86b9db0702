import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import Folded, Mark, MarkKind, fold, strip_marks

NASTY = st.text(
    st.sampled_from(
        "aberviw AB.-_\n\t\r\x00013$@!ßİıΣé\u0301\u200b\u200d\u00ad\u202e\u202c\ufe0f"
        "оеＡ１ﬃ…“。！ｶﾞ٥أبِ😀𝐫\uffff"
    ),
    max_size=30,
)


def disguises(text: str) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in fold(text).marks]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Please WRITE to us.", "please write to us."),
        ("Straße, STRASSE, GROẞ", "strasse, strasse, gross"),
        ("İSTANBUL ışık IŞIK i\u0307", "istanbul işik işik i"),
        ("Año e\u0301te\u0301", "año été"),
        ("ΣΊΣΥΦΟΣ σίσυφος", "σίσυφοσ σίσυφοσ"),
        ("‘a’ “b” „c“ «d» e–f—g", '\'a\' "b" "c" "d" e-f-g'),
        ("ﬃ №5 m² ½", "ffi no5 m2 1/2"),
        ("５つ星！？，（Ａ）", "5つ星!?,(a)"),
        ("はい。それ、これ", "はい。それ、これ"),
        ("ﾚﾋﾞｭｰ", "レビュー"),
        ("أحمد إلى مدرسةٍ كِتــاب", "احمد الي مدرسه كتاب"),
        ("٥ نجوم؟", "5 نجوم؟"),
        ("Kindle™ ® ©", "kindle™ ® ©"),
        ("a \t b\r\nc\n \n d\u00a0\u00a0e", "a b\nc\nd e"),
        ("r\u0336e\u0336v\u0336", "rev"),
        ("", ""),
    ],
)
def test_a_text_takes_its_folded_form(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "plain words, 5 kg",
        "grün für Käse",
        "żółć gęślą jaźń",
        "です。ます",
        "这是评价",
        "مرحبا بكم",
    ],
)
def test_a_text_without_oddities_maps_onto_itself(text: str) -> None:
    folded = fold(text)
    assert (folded.maps, folded.marks, folded.source) == ((), (), text)
    assert folded.source_range(2, 4) == (2, 4)


def test_a_letter_that_becomes_two_maps_back_as_one() -> None:
    folded = fold("Maß ok")
    assert folded.text == "mass ok"
    assert folded.source_range(2, 3) == folded.source_range(3, 4) == (2, 3)
    assert folded.source_range(5, 7) == (4, 6)


def test_letters_after_an_invisible_one_map_back_past_it() -> None:
    folded = fold("re\u200bview")
    assert folded.text == "review"
    assert folded.source_range(0, 6) == (0, 7)
    assert folded.source_range(0, 2) == (0, 2)
    assert folded.source_range(2, 6) == (3, 7)


def test_a_spaced_word_maps_back_as_a_whole() -> None:
    folded = fold("a  g i f t!")
    assert folded.text == "a gift!"
    assert folded.source_range(2, 6) == (3, 10)
    assert folded.source_range(6, 7) == (10, 11)


def test_the_end_of_the_text_leads_to_the_end_of_the_source() -> None:
    folded = fold("a\u200b")
    assert (folded.start(1), folded.end(1)) == (2, 1)


def test_an_empty_range_stays_empty() -> None:
    assert fold("re\u200bview").source_range(2, 2) == (3, 3)


@given(NASTY)
def test_every_folded_character_has_a_source(text: str) -> None:
    folded = fold(text)
    ranges = [folded.source_range(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(ranges))
    assert all(0 <= mark.start < mark.end <= len(text) for mark in folded.marks)


@given(NASTY)
def test_folded_text_holds_nothing_that_folding_removes(text: str) -> None:
    folded = fold(text).text
    assert not any(forbidden in folded for forbidden in ("  ", " \n", "\n\n", "\t", "\r"))
    assert not set("\x00\u200b\u200d\u00ad\u202e\u202c\ufe0f\u0301ıß“Ａ１") & set(folded)


@given(st.text(st.sampled_from("AÄÖÜéàçğşłżñøÅĘIbr ,'"), max_size=30))
def test_ordinary_words_take_compatibility_form_and_lower_case(text: str) -> None:
    single_spaced = " ".join(word for word in text.split() if len(word) > 1)
    assert fold(single_spaced).text == unicodedata.normalize("NFKC", single_spaced).casefold()


def test_folding_a_folded_character_changes_nothing_in_all_of_unicode() -> None:
    between = "\ue000"
    for block in range(0, 0x110000, 0x400):
        codes = set(range(max(block, 0x80), block + 0x400)) - {ord(between)}
        folded = fold(between.join(map(chr, sorted(codes)))).text
        assert folded.count(between) == len(codes) - 1
        assert fold(folded).text == folded, hex(block)


def test_ordinary_letters_fold_as_unicode_says() -> None:
    letters = [
        chr(code)
        for code in (*range(0xC0, 0x250), *range(0x391, 0x530), *range(0x1E00, 0x1F00))
        if unicodedata.category(chr(code))[0] == "L"
    ]
    own = set("İıſŉςƖƦ")
    for letter in set(letters) - own:
        expected = unicodedata.normalize("NFKC", letter).casefold()
        expected = unicodedata.normalize("NFKC", expected)
        assert fold(letter).text == expected, letter


@pytest.mark.parametrize(
    "text",
    [
        "re\u200bview",
        "re\u2060view",
        "re\ufeffview",
        "re\u200d\u00adview",
        "re\U000e0041view",
        "re\x02view",
        "re\ufe0fview",
    ],
)
def test_an_invisible_character_inside_a_word_is_removed_and_marked(text: str) -> None:
    assert fold(text).text == "review"
    assert [mark.kind for mark in fold(text).marks] == [MarkKind.ZERO_WIDTH]
    assert fold(text).marks[0].start == 2


@pytest.mark.parametrize(
    "text",
    [
        "re\u00adview",
        "review\u200b now",
        "می\u200cخواهم",
        "क्\u200dष",
        "👨\u200d👩\u200d👧 ❤\ufe0f 5\ufe0f\u20e3",
        "السعر \u200e$5\u200f هنا",
        "葛\U000e0100城",
        "\ufeffHello",
    ],
)
def test_an_invisible_character_that_a_script_or_picture_needs_is_not_marked(text: str) -> None:
    assert fold(text).marks == ()
    assert not any(unicodedata.category(letter) == "Cf" for letter in fold(text).text)


def test_reversed_text_is_read_as_it_is_shown() -> None:
    text = "a \u202eweiver (rats-5)\u202c on"
    assert fold(text).text == "a (5-star) review on"
    assert fold(text).source_range(2, 10) == (2, 18)
    assert disguises(text) == [(MarkKind.DIRECTION_OVERRIDE, "\u202eweiver (rats-5)")]


def test_right_to_left_letters_under_an_override_keep_their_order() -> None:
    assert fold("\u202eسلام").text == "سلام"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("r\u0435vi\u0435w", "review"),
        ("Р\u0430yPal", "paypal"),
        ("rеviεw", "review"),
        ("ⲟне", "ⲟне"),
        ("Ꭱeview", "review"),
        ("օpinion", "opinion"),
        ("r е v i е w", "review"),
        ("r\u200bеview", "review"),
    ],
)
def test_look_alikes_are_folded_in_words_that_mix_scripts(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_a_mixed_word_is_marked_as_a_whole() -> None:
    assert disguises("a st\u0430r!") == [(MarkKind.MIXED_SCRIPT, "st\u0430r")]


@pytest.mark.parametrize(
    "text", ["привет мир", "ρομ", "10 μm, 5 kΩ", "Δt β-carotin", "iPhone и чехол"]
)
def test_words_of_one_script_and_units_are_left_alone(text: str) -> None:
    assert fold(text).text == text.lower()
    assert fold(text).marks == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ｇｉｆｔ", MarkKind.FULL_WIDTH),
        ("𝐠𝐢𝐟𝐭", MarkKind.STYLED_LETTERS),
        ("ɢɪꜰᴛ", MarkKind.STYLED_LETTERS),
        ("ⓖⓘⓕⓣ", MarkKind.STYLED_LETTERS),
        ("🅶🅸🅵🆃", MarkKind.STYLED_LETTERS),
    ],
)
def test_letters_of_another_style_are_plain_letters_and_marked(text: str, kind: MarkKind) -> None:
    assert fold(text).text == "gift"
    assert fold(f"a {text}").marks[0].kind is kind


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("r e v i e w", "review"),
        ("R.E.V.I.E.W", "review"),
        ("r-e-v-i-e-w and r_e_v_i_e_w", "review and review"),
        ("g · i · f · t", "gift"),
        ("s p a c e d  o u t words", "spaced out words"),
        ("b e w e r t u n g", "bewertung"),
        ("L I N Eで", "lineで"),
        ("ت ق ي ي م", "تقييم"),
        ("write a r e v i e w now", "write a review now"),
        ("on a m a z o n", "on amazon"),
        ("r\u00a0e\u00a0v\u00a0i\u00a0e\u00a0w", "review"),
    ],
)
def test_spaced_letters_are_joined(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert {mark.kind for mark in fold(text).marks} == {MarkKind.SPACED_OUT}


@pytest.mark.parametrize(
    "text",
    [
        "a b c",
        "J. R. R. Tolkien",
        "z. B. und d. h.",
        "parts A B C D",
        "x x x x",
        "U.S.A.F.",
        "S M L XL",
        "d v d s",
        "1 2 3 4 5",
        "五 星 好 评",
        "i-Size, e-mail, A-Z",
        "I a m ok",
    ],
)
def test_lists_initials_and_short_rows_are_left_alone(text: str) -> None:
    assert fold(text).text == text.lower()
    assert fold(text).marks == ()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("r3view f1ve c0upon $tars g1ft", "review five coupon stars gift"),
        ("5-st4r r3v13w", "5-star review"),
        ("Wh4ts4pp T3l3gr4m 1nst4gram", "whatsapp telegram instagram"),
        ("c@shb@ck, f33db4ck, ca$h", "cashback, feedback, cash"),
        ("y1ld1z y0rumunun hed1ye", "yildiz yorumunun hediye"),
        ("B3W3RTUNG G1FT", "bewertung gift"),
        ("f!ve g!ft rev!ew", "five gift review"),
        ("p1ease te1efon fu11y wr1te", "please telefon fully write"),
        ("gr8 r8ing 0ffer @mazon fr33", "great rating offer amazon free"),
    ],
)
def test_leetspeak_is_read_as_letters(text: str, folded: str) -> None:
    assert fold(text).text == folded
    assert {mark.kind for mark in fold(text).marks} == {MarkKind.LEETSPEAK}


@pytest.mark.parametrize(
    "text",
    [
        "5kg B07QX4MZ2T mp3 h2o 4k usb3 1st 20mm A4 B0ABCDEFGH",
        "mp3player usb3hub m6x40mm 10x15cm 2m50 kabel10m led13w seil5mm",
        "help@shop.com, me@shop dot com, me@shop (dot) com, p4ul-m@my-shop.com",
        "https://x.example/g1ft?c0de=s4ve www.r3view.com img_s3at.jpg #f4ce3d",
        "win10pro wd40x 10h30min i5 v2 b2b x1c R8 iPhone15 K3N A3JC XX41P aB3dEf xk4trwpq",
        "US$20 A$ 5 $X$ ${name} Great!Thanks it's 5!",
        "AB-12-cd 112-3116599-2891048",
    ],
)
def test_codes_sizes_units_and_addresses_are_no_leetspeak(text: str) -> None:
    assert fold(text).text == text.lower()
    assert fold(text).marks == ()


def test_leetspeak_is_found_among_very_many_words_with_digits() -> None:
    codes = " ".join(f"x{number}y{number}z" for number in range(2000))
    assert fold(f"{codes} r3view").text.endswith(" review")


def test_spaced_words_are_joined_among_very_many() -> None:
    assert fold("g i f t, " * 1000).text == "gift, " * 1000


def test_a_text_of_very_many_different_characters_is_folded() -> None:
    rare = "".join(map(chr, range(0x10000, 0x10900)))
    assert fold(f"{rare} Maß re\u200bview ｇ").text.endswith(" mass review g")


def test_marks_are_in_order_and_at_most_a_hundred_of_a_kind() -> None:
    marks = fold("st\u0430r r\u200bo g1ft " * 150).marks
    kinds = [mark.kind for mark in marks]
    assert kinds.count(MarkKind.MIXED_SCRIPT) == kinds.count(MarkKind.ZERO_WIDTH) == 100
    assert list(marks) == sorted(marks, key=lambda mark: mark.start)


def test_a_stack_of_accents_does_not_hide_the_word_after_it() -> None:
    assert fold("e" + "\u0301\u0316" * 50 + " gift").text == "é gift"


def test_a_lone_surrogate_stays_where_it_is() -> None:
    assert fold("a\ud800 “b”").text == 'a\ud800 "b"'


def test_strip_marks_keeps_every_offset() -> None:
    assert strip_marks("grün żółć Ñandú Œ ß") == "grun zolc Nandu Œ ß"


def test_strip_marks_leaves_other_scripts_alone() -> None:
    assert strip_marks("が й ά é") == "が й ά e"


def test_a_folded_text_is_a_value() -> None:
    assert fold("a") == Folded("a", "a")
    assert Mark(MarkKind.LEETSPEAK, 0, 1) == Mark(MarkKind.LEETSPEAK, 0, 1)
