"""Which language a text is in, and what must not sway the guess."""

import pytest

from app.message.language import UNKNOWN, guess_language, guess_paragraphs

_SENTENCES = {
    "en": "Thank you for your message, we will look into the matter today.",
    "de": "Vielen Dank für Ihre Nachricht, wir kümmern uns noch heute darum.",
    "fr": "Merci pour votre message, nous nous en occupons dès aujourd'hui.",
    "it": "Grazie per il tuo messaggio, ce ne occupiamo oggi stesso.",
    "es": "Gracias por su mensaje, nos ocupamos de ello hoy mismo.",
    "nl": "Bedankt voor uw bericht, wij gaan er vandaag nog mee aan de slag.",
    "pl": "Dziękujemy za wiadomość, zajmiemy się tym jeszcze dzisiaj.",
    "sv": "Tack för ditt meddelande, vi tittar på saken redan i dag.",
    "pt": "Obrigado pela sua mensagem, vamos cuidar disso ainda hoje.",
    "tr": "Mesajınız için teşekkür ederiz, bugün konuyla ilgileneceğiz.",
    "ja": "メッセージをありがとうございます。本日中に確認いたします。",
    "zh": "感谢您的留言，我们今天就会处理此事。",
    "ar": "شكرا لرسالتك، سننظر في الأمر اليوم إن شاء الله.",
}


@pytest.mark.parametrize(("tag", "text"), _SENTENCES.items())
def test_a_plain_sentence_is_recognised_in_every_language(tag: str, text: str) -> None:
    guess = guess_language(text)
    assert guess.tag == tag
    assert guess.is_reliable


@pytest.mark.parametrize("text", ["", "   \n", "112-9226197-1468294", "B07QK5ZL2M X-200 🙂"])
def test_a_text_without_words_has_no_language(text: str) -> None:
    assert guess_language(text) == UNKNOWN


def test_a_few_words_are_not_enough_to_be_sure() -> None:
    assert not guess_language("Order 112-9226197-1468294 delivered").is_reliable


def test_english_product_words_do_not_flip_a_german_text() -> None:
    text = "Der Air Fryer Pro Max mit Digital Display und Touch Control ist ab morgen bei Ihnen."
    assert guess_language(text).tag == "de"


def test_an_unsupported_language_is_named_as_what_it_is() -> None:
    guess = guess_language("Kiitos tilauksestasi, toimitamme paketin perille huomenna aamulla.")
    assert guess.tag == "fi"


def test_each_paragraph_of_a_bilingual_message_has_its_own_language() -> None:
    text = f"{_SENTENCES['de']}\n{_SENTENCES['en']}\nBest regards"
    stretches = guess_paragraphs(text, guess_language(text))
    assert [stretch.guess.tag for stretch in stretches] == ["de", "en"]
    assert "".join(text[s.start : s.end] for s in stretches) == text


def test_a_japanese_line_without_kana_does_not_become_chinese() -> None:
    text = f"家具配送課\n{_SENTENCES['ja']}\n東京都港区"
    stretches = guess_paragraphs(text, guess_language(text))
    assert [stretch.guess.tag for stretch in stretches] == ["ja"]
