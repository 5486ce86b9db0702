"""The policy as it stands on one day, under the operator's settings: what rules ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.domains import Domains
from app.domain.marketplaces import Marketplaces
from app.domain.message_type import MessageType
from app.domain.vocabulary import Vocabulary
from app.policy.model import Limits, MessageTypeRow
from app.text.lexicon import Lexicon


class WindowAnchor(StrEnum):
    """From when the 30 days of a proactive message count."""

    COMPLETION = "completion"
    PLACEMENT = "placement"


class WhenUnknown(StrEnum):
    """What follows where neither the caller nor the history knows a fact."""

    ALLOW = "allow"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class PolicyChoices:
    """Where sources contradict each other or are silent: which reading the operator chose.

    `unknown_opt_out` is about e-mail alone: on the other ways Amazon itself stops a message to a
    buyer who opted out.
    """

    window_anchor: WindowAnchor = WindowAnchor.COMPLETION
    unknown_opt_out: WhenUnknown = WhenUnknown.ALLOW
    unknown_restriction: WhenUnknown = WhenUnknown.ALLOW


@dataclass(frozen=True, slots=True)
class PolicyView:
    """Numbers, names and choices that hold on the day `as_of`."""

    as_of: date
    limits: Limits
    message_types: dict[MessageType, MessageTypeRow]
    domains: Domains
    marketplaces: Marketplaces
    vocabulary: Vocabulary
    lexicons: Mapping[str, Lexicon]
    choices: PolicyChoices
