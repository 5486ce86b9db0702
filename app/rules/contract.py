"""The shape of a rule: a pure function from a context to hits, with frozen metadata."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from app.domain.facts import Fact, Facts
from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.meaning.acts import review_request
from app.meaning.reading import Reading, read_message
from app.message.parsed import ParsedMessage
from app.policy.view import PolicyView

OPEN_MARK: Final = "⟦"
CLOSE_MARK: Final = "⟧"


class Stage(StrEnum):
    """Which question a rule helps to answer: what is wrong with it, or may it go now.

    A rule of `BOTH` answers the first by the request alone and the second by the history too; it
    holds on solicitations as well.
    """

    CONTENT = "content"
    SENDING = "sending"
    BOTH = "both"


@dataclass(frozen=True)
class RuleContext:
    """What a rule may look at; nothing in it changes and nothing else is asked."""

    message: ParsedMessage
    facts: Facts
    policy: PolicyView

    @cached_property
    def reading(self) -> Reading:
        """What the message says, read once for all rules that ask."""
        return read_message(self.message, self.policy.lexicons, self.facts.buyer.language)

    @cached_property
    def asks_for_review(self) -> bool:
        """Whether its words speak of a review that the buyer is yet to write."""
        return any(
            review_request(sentence)
            for reading in self.reading.passages
            for sentence in reading.sentences
        )

    def with_facts(self, facts: Facts) -> "RuleContext":
        """Give the same message in the light of other facts of the same buyer's language."""
        context = replace(self, facts=facts)
        for name in ("reading", "asks_for_review"):
            if name in vars(self):
                vars(context)[name] = vars(self)[name]
        return context


Check = Callable[[RuleContext], Iterator[Hit | Unknown]]


@dataclass(frozen=True, slots=True)
class Example:
    """A message, or a part of one, with what the rule makes of it; it runs as a test.

    Each stretch that the rule flags stands between ⟦ and ⟧, in the body or anywhere else in
    `given`; a flagged example without marks is flagged as a whole. `given` is merged over a minimal
    request in the contract's shape.
    """

    body: str
    is_flagged: bool
    severity: Severity | None = None
    why: str = ""
    given: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def flagged(
        cls,
        body: str,
        *,
        severity: Severity | None = None,
        why: str = "",
        given: Mapping[str, object] | None = None,
    ) -> "Example":
        """Show what the rule flags; `severity` where it is not the rule's own."""
        return cls(body, is_flagged=True, severity=severity, why=why, given=given or {})

    @classmethod
    def allowed(
        cls, body: str, *, why: str = "", given: Mapping[str, object] | None = None
    ) -> "Example":
        """Show what the rule lets pass."""
        return cls(body, is_flagged=False, why=why, given=given or {})


@dataclass(frozen=True, slots=True)
class RuleMeta:
    """What a rule says of itself beside its page (the module's docstring).

    `severities` lists all that its hits can have, the usual one first. `clauses` are ids of the
    policy documents it rests on. `needs` are facts without which it is not evaluated at all; a rule
    that needs a fact only in some cases yields `Unknown` there. `yields_to` names families whose
    finding at the same place makes the rule's own superfluous.
    """

    severities: tuple[Severity, ...]
    clauses: tuple[str, ...]
    since: str
    examples: tuple[Example, ...]
    needs: tuple[Fact, ...] = ()
    stage: Stage = Stage.CONTENT
    settings: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DefinedRule:
    """A check with its metadata, before discovery has given it an id."""

    meta: RuleMeta
    check: Check


def rule(
    *,
    severity: Severity,
    clauses: tuple[str, ...],
    since: str,
    examples: tuple[Example, ...],
    also: tuple[Severity, ...] = (),
    needs: tuple[Fact, ...] = (),
    stage: Stage = Stage.CONTENT,
    settings: tuple[str, ...] = (),
    yields_to: tuple[str, ...] = (),
) -> Callable[[Check], DefinedRule]:
    """Declare a rule; `also` lists severities that some of its hits have instead."""
    severities = (severity, *also)
    meta = RuleMeta(severities, clauses, since, examples, needs, stage, settings, yields_to)

    def define(check: Check) -> DefinedRule:
        return DefinedRule(meta, check)

    return define
