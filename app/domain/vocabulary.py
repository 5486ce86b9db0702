"""Words of many languages that tell what a number, a bracket or a file name means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.file_kind import FileTypes


class Meaning(StrEnum):
    """What a placeholder stands for."""

    ORDER_ID = "order_id"
    BUYER_NAME = "buyer_name"
    SELLER_NAME = "seller_name"
    PRODUCT = "product"
    LINK = "link"
    TRACKING = "tracking"
    DATE = "date"
    ADDRESS = "address"
    AMOUNT = "amount"
    OTHER = "other"


class FileTopic(StrEnum):
    """What a file's name says that the file is."""

    INVOICE = "invoice"
    INSTRUCTIONS = "instructions"
    WARRANTY = "warranty"
    SHIPPING_LABEL = "shipping_label"
    CUSTOM_DESIGN = "custom_design"
    LEGAL = "legal"
    COUPON = "coupon"
    REVIEW = "review"
    ADVERTISING = "advertising"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class OrderNumberWords:
    """Word beginnings that stand beside numbers.

    `order` announces an order's number, `other` another kind: of a parcel, a phone, a bill.
    """

    order: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceholderWords:
    """Words inside placeholders, as `app.text.names` spells names out.

    `meanings` gives words by what they stand for, the more telling meaning first; `fillers` may
    stand beside them; `instructions` begin an order to the writer ("insert"); `honorifics` follow
    a name where nothing else does.
    """

    meanings: tuple[tuple[Meaning, tuple[str, ...]], ...]
    fillers: tuple[str, ...]
    instructions: tuple[str, ...]
    honorifics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportantWords:
    """The mark that once overrode an opt-out, in the languages of the stores.

    `whole` are whole words as `app.text.names` spells them, `beginnings` those of scripts without
    spaces. Before `never_needed_from` a critical message could need the mark.
    """

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    never_needed_from: date


@dataclass(frozen=True, slots=True)
class FileWords:
    """Words about files, as `app.text.names` spells names out.

    `topics` gives those in file names by topic, `mentions` those by which a text speaks of files.
    """

    topics: Mapping[FileTopic, tuple[str, ...]]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ContactWords:
    """Words around chat apps, networks, shops and telephone numbers, as `WordList` takes them.

    `apps` name nothing else, `ambiguous_apps` are everyday words too. `invitations` ask the buyer
    to write or follow there, `joining` is done there only; `innocent` make an app's name a
    product's property. `visits` and `shops` together invite to a shop; `services` are those whose
    number a buyer may need.
    """

    apps: tuple[str, ...]
    ambiguous_apps: tuple[str, ...]
    invitations: tuple[str, ...]
    joining: tuple[str, ...]
    innocent: tuple[str, ...]
    visits: tuple[str, ...]
    shops: tuple[str, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the policy data that name things rather than say them."""

    order_numbers: OrderNumberWords
    placeholders: PlaceholderWords
    important: ImportantWords
    files: FileWords
    file_types: FileTypes
    contact: ContactWords
