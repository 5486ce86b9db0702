"""The shape of the policy data."""

from dataclasses import dataclass
from datetime import date

from app.domain.message_type import MessageType


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the policy, from `effective_from` until the next one's."""

    name: str
    effective_from: date
    summary: str


@dataclass(frozen=True, slots=True)
class StyleLimits:
    """Widths in CSS pixels, shares of the message's maximum width, and counts.

    Text smaller than `hidden_font_px` or of less contrast than `hidden_contrast` cannot be seen. A
    line is shouted from `shouted_words` on, or `shouted_sentence_words` where it ends a sentence,
    when `shouted_share` of its letters are capitals; an underlined text is more than emphasis from
    `underlined_words` on.
    """

    default_width_px: float
    margin_share: float
    image_share: float
    font_sizes: int
    line_breaks: int
    hidden_font_px: float
    hidden_contrast: float
    shouted_words: int
    shouted_sentence_words: int
    shouted_share: float
    underlined_words: int


@dataclass(frozen=True, slots=True)
class AccessibilityLimits:
    """Contrast ratios of WCAG 2.2, and from which size in CSS pixels text counts as large."""

    contrast: float
    large_text_contrast: float
    large_text_px: float
    large_bold_text_px: float


@dataclass(frozen=True, slots=True)
class AttachmentLimits:
    """Bytes of all files together, and their number."""

    total_bytes: int
    files: int


@dataclass(frozen=True, slots=True)
class TextLimits:
    """Lengths of what stands in the text."""

    order_id_digits: int


@dataclass(frozen=True, slots=True)
class TimingLimits:
    """Days of 24 hours in which a message may go.

    Before the day `completion_anchor_from` the window counted from the order's placement.
    """

    window_days: int
    completion_anchor_from: date
    solicitation_opens_days: int
    solicitation_closes_days: int


@dataclass(frozen=True, slots=True)
class EligibilityLimits:
    """How many messages may leave a day: a multiple of the average daily orders, and a base."""

    daily_cap_per_average_order: float
    daily_cap_base: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the policy."""

    style: StyleLimits
    accessibility: AccessibilityLimits
    attachments: AttachmentLimits
    text: TextLimits
    timing: TimingLimits
    eligibility: EligibilityLimits


@dataclass(frozen=True, slots=True)
class MessageTypeRow:
    """What a message type may hold; None where Amazon's API has no limit.

    `text_limit` counts visible code points on the messaging API, 0 where Amazon sends no text.
    """

    type: MessageType
    is_critical: bool
    allows_links: bool
    operation: str | None = None
    text_limit: int | None = None
    files_min: int = 0
    files_max: int | None = None
