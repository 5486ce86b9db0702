"""What a message says of its own files."""

from app.meaning.offers import coupon
from app.message.passage import PassageKind
from app.rules.contract import RuleContext
from app.text.names import spell_out


def announces_coupon(ctx: RuleContext) -> bool:
    """Tell whether the body says that a page or a file holds something for a later purchase."""
    mentions = ctx.policy.vocabulary.files.mentions
    for reading in ctx.reading.of_kind(PassageKind.BODY):
        folded = reading.passage.folded.text
        for sentence in reading.sentences:
            if coupon(reading, sentence):
                words = spell_out(folded[sentence.start : sentence.end])
                if any(mention in words for mention in mentions):
                    return True
    return False
