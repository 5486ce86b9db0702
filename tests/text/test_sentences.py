from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.text.fold import fold
from app.text.sentences import split_sentences

TEXTS = st.text(st.sampled_from("aB5 .!?…。؟\n\"')é次"), max_size=60)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Hello.", "It works!", "Does it?", "Yes…", "Good"],
        ["Guten Tag.", "Alles da?", "Danke!"],
        ["¿Todo bien?", "¡Gracias!", "Hasta pronto."],
        ["Merci !", "Ça va ?", "Oui."],
        ["مرحبا.", "كيف حالك؟", "شكرا"],
        ["He said “Stop.”", "(Then he left.)", "So?"],
        ["Great!!!", "Really?!", "Well...", "Yes."],
        ["The order is 028-1234567-1234567.", "It came on 3.5.2024.", "Version 1.0.4.", "Fine."],
        ["See https://x.example/a.b?c=d!", "Or amazon.co.uk.", "Bye."],
        ["Runs at 50 Hz.", "The 5000 mAh pack.", "At 8 or 9.", "We wait in 2024.", "Ok."],
    ],
)
def test_sentences_end_at_marks_before_a_blank(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["はい。", "そうです！", "次は？", "また"],
        ["你好！", "谢谢。", "请问？"],
        ["「はい。」", "と言った。"],
        ["届きましたか?", "はい!", "どうも"],
    ],
)
def test_east_asian_sentences_end_without_a_blank(expected: list[str]) -> None:
    assert sentences("".join(expected)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "This is e.g. a test, i.e. one, approx. two.",
        "Mr. Smith and Dr. Jones met J. R. R. Tolkien.",
        "Send No. 5 and fig. 3 at 6 p.m. Eastern.",
        "Das ist z. B. so, d. h. am 17. März, ca. 5 St. bzw. mehr.",
        "Bestellung Nr. 12 an die Hauptstr. 5, Auftragsnr. 77.",
        "Best.-Nr. 55 kommt am 3. und 4. Tag.",
        "Nous livrons à M. Dupont, c. à d. lui, art. 5 du code.",
        "El Sr. Gómez vive en la Avda. Mayor, núm. 5, aprox. aquí.",
        "Gent. cliente, il sig. Rossi, dell'art. 5 del codice.",
        "Mevr. Jansen koopt bijv. twee stuks, o.a. rood.",
        "Det är t.ex. bra, bl.a. kl. 10 hos oss.",
        "Ul. Długa, tel. do szt. np. jutro, m.in. rano.",
        "A Sra. Silva mora na av. Brasil, pág. 3.",
        "Bkz. sayfa 5, Dr. Yılmaz, 3. gün.",
        "The U.S. Postal Service has it (ca. 3 kg).",
        "Termin: 17. 3. oder 18. 3. passt",
        "Screws, nails etc. are in the box.",
        "It is... here… somewhere.",
    ],
)
def test_an_abbreviation_an_initial_or_an_ordinal_ends_no_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]
    assert sentences(f"{sentence[:-1]}! Yes.") == [f"{sentence[:-1]}!", "Yes."]


def test_what_can_be_an_abbreviation_ends_a_sentence_where_nothing_follows_it() -> None:
    assert sentences("Did it fit? No. We sent nuts, bolts etc. They were lost.") == [
        "Did it fit?",
        "No.",
        "We sent nuts, bolts etc.",
        "They were lost.",
    ]


def test_a_line_always_ends_a_sentence() -> None:
    assert sentences("Dear Mr.\nHello e.g.\n\n  one, two  \nBye") == [
        "Dear Mr.",
        "Hello e.g.",
        "one, two",
        "Bye",
    ]


def test_the_number_of_a_list_belongs_to_its_item() -> None:
    assert sentences("1. Open it.\n2. Press. Done") == ["1. Open it.", "2. Press.", "Done"]


def test_folded_text_is_split_as_the_text_itself() -> None:
    text = "Am 17. März, z. B. mittags. Herr Dr. Öz kommt! Nr. 5 fehlt... Ok"
    assert sentences(fold(text).text) == [
        "am 17. märz, z. b. mittags.",
        "herr dr. öz kommt!",
        "nr. 5 fehlt...",
        "ok",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n \n", "\t"])
def test_a_text_without_words_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == ()


def test_a_text_of_thousands_of_ends_is_split_into_stretches_of_some_length() -> None:
    spans = split_sentences("a! " * 20_000)
    assert all(end - start >= 80 for start, end in spans[:-1])
    assert len(spans) > 500


@given(TEXTS)
def test_sentences_are_trimmed_in_order_and_leave_out_only_blanks(text: str) -> None:
    spans = split_sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not any("\n" in text[start:end] for start, end in spans)
