"""The message asks for or holds what nobody should send: secrets, or money outside Amazon.

Amazon allows no sensitive content, and every payment goes through Amazon. A message may neither
hold nor ask for the number, expiry date or security code of a card, a PIN, a password, a one-time
code, the login of a bank or a copy of an identity document; nor ask for payment by bank transfer,
PayPal, vouchers, crypto currency or cash.

## Not flagged
An IBAN at the foot of an invoice. A refund to the card that was used. A warning that nobody will
ever ask for a password. Licence keys and serial numbers. The password of a router, the PIN of a
lock, a passport cover.

## Not evaluated
A text in a language without its lists; a card's number is found in any language.

## How to fix
Leave it out. What is missing for a payment or a refund, the buyer gives to Amazon.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.severity import NotEvaluatedReason, Severity
from app.message.passage import Passage
from app.policy.sensitive import load_sensitive_words
from app.rules.contract import Example, RuleContext, rule
from app.rules.text._languages import likely_languages
from app.text.patterns import Subject
from app.text.payment_cards import find_card_numbers
from app.text.sensitive import Sensitive, SensitiveKind, SensitiveWords, find_sensitive

_SENTENCES: Final = {
    SensitiveKind.PRIVATE: "The message asks the buyer for something that must stay his secret.",
    SensitiveKind.PAYMENT: "The message asks for a payment outside Amazon.",
}
_ENGLISH: Final = "en"


@rule(
    severity=Severity.ERROR,
    clauses=("no-sensitive-content", "permitted-messages"),
    since="0.1.0",
    examples=(
        Example.flagged("For the refund, please send us your ⟦card number⟧ today."),
        Example.flagged("Your card ⟦4111 1111 1111 1111⟧ was charged twice by mistake."),
        Example.flagged("Please reply with a ⟦photo of your passport⟧ so that customs lets it in."),
        Example.flagged("You can pay ⟦the difference by bank transfer⟧, then we ship the big one."),
        Example.flagged("Bitte nennen Sie uns Ihre ⟦Kreditkartennummer⟧ für die Gutschrift."),
        Example.flagged("<p>⟦Réglez le supplément en espèces⟧ au livreur, c'est plus simple.</p>"),
        Example.allowed("We will never ask for your password or your card number."),
        Example.allowed("The 20 euros go back to the card that you used for the order."),
        Example.allowed("You do not need to pay by bank transfer, Amazon has settled it all."),
        Example.allowed("Bankverbindung (nur zur Information): IBAN DE89 3704 0044 0532 0130 00"),
        Example.allowed("The Wi-Fi password is printed on the label of the router."),
        Example.allowed("Ihr Lizenzschlüssel lautet 4F2K-99QD-L0PX, viel Freude damit."),
        Example.allowed("Die Reisepasshülle ist da. Bitte nennen Sie uns die Farbe des Fadens."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look for requests in the words of the message's language, and for cards' numbers."""
    lists = load_sensitive_words()
    guess = ctx.message.language
    if guess.is_reliable and guess.tag not in lists:
        yield Unknown(NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
    languages = likely_languages(ctx, lists) or (_ENGLISH,)
    for passage in ctx.message.passages:
        text = passage.folded.text
        if not text:
            continue
        subject = Subject(text)
        for language in languages:
            if lists[language].trigger.is_in(subject):
                hits = list(_hits(passage, subject, lists[language]))
                if hits:
                    yield from hits
                    break


def _hits(passage: Passage, subject: Subject, words: SensitiveWords) -> Iterator[Hit]:
    found = find_sensitive(subject, words)
    for one in found:
        span = passage.folded_span(one.start, one.end)
        yield Hit(_SENTENCES[one.kind], span)
    for card in find_card_numbers(subject):
        if card.is_grouped or _speaks_of_cards(subject, words, found):
            span = passage.folded_span(card.start, card.end)
            yield Hit("The message holds the number of a payment card.", span)


def _speaks_of_cards(subject: Subject, words: SensitiveWords, found: list[Sensitive]) -> bool:
    return bool(found) or words.objects.is_in(subject) or words.strong.is_in(subject)
