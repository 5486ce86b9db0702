"""The parsed message: everything that rules look at, made once and never changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.opened import OpenedAttachment
from app.domain.submission import Submission
from app.message.images import Image
from app.message.language import LanguageGuess
from app.message.links import Link, PassageAddresses
from app.message.order_ids import OrderId
from app.message.passage import Passage, PassageKind
from app.message.placeholders import Placeholder
from app.message.source import SourceField
from app.message.style import Sheet, StyleResult
from app.message.tree import Document


@dataclass(frozen=True)
class ParsedMessage:
    """A message after parsing. Spans in it count newline-normalised fields.

    `document` is the tree of an HTML body; a text body has one without elements. `body` is the
    visible text; `passages` holds it and every other text that reaches the buyer: subject, hidden
    text, alt texts, titles, button values, file names, attachment texts. `attachments` are
    the files as opened, one for each declared, `file_links` the links that these hold beside their
    text. `regions` are the countries
    whose phone numbers were expected. With `limit_reached` the
    markup was too complex to be looked at, and everything taken from the body is empty.
    """

    declared: Submission
    fields: dict[str, SourceField]
    document: Document
    styles: StyleResult
    body: Passage
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    addresses: tuple[PassageAddresses, ...]
    language: LanguageGuess
    file_links: tuple[Link, ...] = ()
    order_ids: tuple[OrderId, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    attachments: tuple[OpenedAttachment, ...] = ()
    regions: tuple[str, ...] = ()
    limit_reached: bool = False

    @property
    def has_all_addresses(self) -> bool:
        """Tell whether every text was read for addresses to its end."""
        return all(
            found.plain.is_complete and found.spelled.is_complete for found in self.addresses
        )

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The style sheets in the body."""
        return self.styles.sheets

    @property
    def max_width_px(self) -> float:
        """How wide the message is at most."""
        return self.styles.max_width_px

    def of_kind(self, *kinds: PassageKind) -> Iterator[Passage]:
        """Yield the passages of these kinds, in order."""
        return (passage for passage in self.passages if passage.kind in kinds)
