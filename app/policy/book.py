"""The policy book: every clause, edition and number, read from the data files and checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.domains import Domains
from app.domain.errors import PolicyDataError
from app.domain.finding import Reference
from app.domain.marketplaces import Marketplaces
from app.domain.message_type import MessageType
from app.domain.vocabulary import Vocabulary
from app.policy.domains import load_domains
from app.policy.lexicons import load_lexicons
from app.policy.marketplaces import load_marketplaces
from app.policy.model import (
    AccessibilityLimits,
    AttachmentLimits,
    Edition,
    EligibilityLimits,
    Limits,
    MessageTypeRow,
    StyleLimits,
    TextLimits,
    TimingLimits,
)
from app.policy.reading import read_toml
from app.policy.view import PolicyChoices, PolicyView
from app.policy.vocabulary import load_vocabulary
from app.text.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """All that the policy says, over all its editions."""

    clauses: dict[str, Reference]
    editions: tuple[Edition, ...]
    family_dates: dict[str, date]
    rule_dates: dict[str, date]
    consequences: tuple[str, ...]
    limits: Limits
    message_types: dict[MessageType, MessageTypeRow]
    domains: Domains
    marketplaces: Marketplaces
    vocabulary: Vocabulary
    lexicons: Mapping[str, Lexicon]

    @property
    def first_day(self) -> date:
        """The first day for which there is an edition."""
        return self.editions[0].effective_from

    def edition_on(self, day: date) -> Edition:
        """Give the edition in force on a day.

        Raises:
            ValueError: the day lies before the first edition.
        """
        current = None
        for edition in self.editions:
            if edition.effective_from <= day:
                current = edition
        if current is None:
            message = f"there is no edition before {self.first_day}"
            raise ValueError(message)
        return current

    def effective_from(self, rule_id: str, family: str) -> date:
        """Give the day from which a rule holds."""
        return self.rule_dates.get(rule_id) or self.family_dates[family]

    def references(self, clauses: tuple[str, ...], day: date) -> tuple[Reference, ...]:
        """Give those of a rule's clauses that are in force on a day."""
        return tuple(
            self.clauses[clause] for clause in clauses if self.clauses[clause].effective_from <= day
        )

    def view(self, day: date, choices: PolicyChoices) -> PolicyView:
        """Give what rules may ask on a day."""
        return PolicyView(
            as_of=day,
            limits=self.limits,
            message_types=self.message_types,
            domains=self.domains,
            marketplaces=self.marketplaces,
            vocabulary=self.vocabulary,
            lexicons=self.lexicons,
            choices=choices,
        )


def load_book() -> PolicyBook:
    """Read the policy's data files.

    Raises:
        PolicyDataError: a file contradicts another, or holds what nobody reads.
    """
    editions = read_toml("editions.toml")
    return PolicyBook(
        clauses=_clauses(read_toml("documents.toml")),
        editions=tuple(Edition(**row) for row in editions["editions"]),
        family_dates=editions["families"],
        rule_dates=editions["rules"],
        consequences=tuple(editions["consequences"]["all"]),
        limits=_limits(read_toml("limits.toml")),
        message_types={
            MessageType(name): MessageTypeRow(type=MessageType(name), **row)
            for name, row in read_toml("message_types.toml").items()
        },
        domains=load_domains(),
        marketplaces=load_marketplaces(),
        vocabulary=load_vocabulary(),
        lexicons=load_lexicons(),
    )


def _clauses(data: dict[str, Any]) -> dict[str, Reference]:
    clauses = {}
    for name, row in data["clauses"].items():
        source = data["sources"].get(row["source"])
        if source is None:
            message = f"clause {name} names the unknown source {row['source']}"
            raise PolicyDataError(message)
        clauses[name] = Reference(
            clause=name,
            statement=row["statement"],
            source=source["title"],
            url=source.get("url"),
            effective_from=row["effective_from"],
        )
    return clauses


def _limits(data: dict[str, Any]) -> Limits:
    return Limits(
        style=StyleLimits(**data["style"]),
        accessibility=AccessibilityLimits(**data["accessibility"]),
        attachments=AttachmentLimits(**data["attachments"]),
        text=TextLimits(**data["text"]),
        timing=TimingLimits(**data["timing"]),
        eligibility=EligibilityLimits(**data["eligibility"]),
    )
