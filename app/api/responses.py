"""What the service answers, as the contract has it; every member is always there."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from app.domain.facts import Fact
from app.domain.severity import (
    Applicability,
    Confidence,
    NotEvaluatedReason,
    Severity,
    Verdict,
)


class Answer(BaseModel):
    """The root of all answers: no member is ever left out."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


RuleIdOut = Annotated[
    str,
    Field(
        description="The rule's id; new ones may come.",
        examples=["review-conditional-request"],
        json_schema_extra={"x-presend-open": "KnownRuleId"},
    ),
]
FamilyOut = Annotated[
    str,
    Field(
        description="The rule's family; new ones may come.",
        examples=["review"],
        json_schema_extra={"x-presend-open": "KnownFamily"},
    ),
]


class LocationOut(Answer):
    """A place in a field as submitted: code points, `start` inclusive, `end` exclusive."""

    field: str = Field(
        description="subject, body, attachments/{i}/filename or attachments/{i}/content.",
        examples=["body"],
    )
    start: int = Field(description="First code point.", examples=[112])
    end: int = Field(description="Code point after the last.", examples=[163])
    start_utf16: int = Field(description="`start` in UTF-16 code units.", examples=[112])
    end_utf16: int = Field(description="`end` in UTF-16 code units.", examples=[163])
    line: int = Field(description="Line of `start`, from 1.", examples=[3])
    column: int = Field(description="Column of `start`, from 1.", examples=[9])
    page: int | None = Field(description="Page of an attachment, from 1.", examples=[None])
    paragraph: int | None = Field(
        description="Paragraph of an attachment, from 1.", examples=[None]
    )


class ClauseOut(Answer):
    """A clause of the policy."""

    clause: str = Field(description="The clause's id.", examples=["no-conditional-request"])
    statement: str = Field(
        description="What it asks.", examples=["A review is asked of every buyer alike."]
    )
    source: str = Field(
        description="Where it is written.", examples=["Amazon Communication Guidelines (G1701)"]
    )
    url: str | None = Field(
        description="The source's address, if it has one.",
        examples=["https://sellercentral.amazon.com/gp/help/external/G1701"],
    )
    effective_from: date = Field(description="Since when it holds.", examples=["2018-10-01"])


class EditOut(Answer):
    """One replacement in a field as submitted."""

    field: str = Field(description="The field.", examples=["body"])
    start: int = Field(description="First code point replaced.", examples=[112])
    end: int = Field(description="Code point after the last.", examples=[138])
    start_utf16: int = Field(description="`start` in UTF-16 code units.", examples=[112])
    end_utf16: int = Field(description="`end` in UTF-16 code units.", examples=[138])
    replacement: str = Field(description="What goes there.", examples=[""])


class FixOut(Answer):
    """Edits that cure a finding."""

    title: str = Field(description="What they do.", examples=["Ask every buyer in the same words"])
    applicability: Applicability = Field(
        description="`safe`: may be applied unseen. `review`: a person should look.",
        examples=["review"],
    )
    edits: list[EditOut] = Field(description="The edits, in order.", examples=[[]])


class FindingOut(Answer):
    """A rule's answer at a place."""

    rule_id: RuleIdOut
    family: FamilyOut
    severity: Severity = Field(description="What it means for the message.", examples=["error"])
    confidence: Confidence = Field(description="How sure it is.", examples=["high"])
    message: str = Field(
        description="What is wrong, in one sentence.",
        examples=["Asks for a review only if the buyer is happy."],
    )
    location: LocationOut | None = Field(
        description="Where; null for the message as a whole.", examples=[None]
    )
    excerpt: str | None = Field(
        description="The field from `start` to `end`, exactly.",
        examples=["If you are happy with it, please leave us a review."],
    )
    text: str | None = Field(
        description="What the buyer reads there.",
        examples=["If you are happy with it, please leave us a review."],
    )
    policy: list[ClauseOut] = Field(description="The clauses it rests on.", examples=[[]])
    fix: FixOut | None = Field(description="What would cure it.", examples=[None])
    fingerprint: str = Field(
        description="The same for the same rule and words, wherever they stand.",
        examples=["b0c1d2e3f4a5968778695a4b"],
    )
    docs_url: str = Field(
        description="The rule's page, relative to the service.",
        examples=["/rules/review-conditional-request"],
    )


class NotEvaluatedOut(Answer):
    """A rule that gave no answer: never counted as passed."""

    rule_id: RuleIdOut
    reason: NotEvaluatedReason = Field(description="Why.", examples=["missing_fact"])
    missing: list[Fact] = Field(description="The facts it lacked.", examples=[["order.order_id"]])


class LanguageOut(Answer):
    """The language a text seems to be in."""

    tag: str | None = Field(description="BCP 47; null where it cannot be told.", examples=["en"])
    score: float = Field(description="From 0 to 1.", examples=[0.98])


class MessageFactsOut(Answer):
    """What was seen of the message."""

    language: LanguageOut = Field(description="The body's language.")
    visible_characters: int = Field(description="Code points a buyer sees.", examples=[412])
    words: int = Field(description="Words a buyer sees.", examples=[71])
    links: int = Field(description="Links, in elements and in the text.", examples=[1])
    images: int = Field(description="Pictures.", examples=[0])


class FixedOut(Answer):
    """The message with every safe fix applied."""

    subject: str = Field(description="The subject.", examples=["Your order 028-1234567-1234567"])
    body: str = Field(description="The body.", examples=["<p>Hello, …</p>"])
    remaining: list[FindingOut] = Field(description="What is still found in it.", examples=[[]])


class ValidateAnswer(Answer):
    """The verdict of a message's content."""

    verdict: Verdict = Field(
        description="blocked: an error; needs_review: a doubt; allowed: neither.",
        examples=["blocked"],
    )
    findings: list[FindingOut] = Field(
        description="What was found, by field and place.", examples=[[]]
    )
    not_evaluated: list[NotEvaluatedOut] = Field(
        description="Rules that gave no answer.", examples=[[]]
    )
    disabled: list[str] = Field(description="Rules left out.", examples=[["text-spelling"]])
    accepted: list[FindingOut] = Field(
        description="Findings that the caller has accepted; they decide nothing.", examples=[[]]
    )
    reference: str | None = Field(description="The caller's own id.", examples=["ticket-4711"])
    fixed: FixedOut | None = Field(
        description="With include_fix: the mended message.", examples=[None]
    )
    message_facts: MessageFactsOut = Field(description="What was seen of the message.")
    policy_edition: str = Field(description="The edition applied.", examples=["2025-04"])
    ruleset_version: str = Field(description="The rule set's version.", examples=["1.0.0"])
    evaluated_at: datetime = Field(
        description="When it was judged.", examples=["2026-11-22T09:00:00Z"]
    )


class ExampleOut(Answer):
    """A message, or a part of one, and what the rule makes of it."""

    body: str = Field(description="The text.", examples=["Write to help@shop.example now."])
    is_flagged: bool = Field(description="Whether the rule flags it.", examples=[True])
    spans: list[tuple[int, int]] = Field(
        description="The flagged stretches of the body.", examples=[[[9, 26]]]
    )
    why: str = Field(description="Why, where it is not plain.", examples=[""])
    given: dict[str, Any] = Field(
        description="What else the request holds, in the contract's shape.", examples=[{}]
    )


class RuleOut(Answer):
    """A rule of the catalogue."""

    id: RuleIdOut
    family: FamilyOut
    severities: list[Severity] = Field(
        description="What its findings can be, the usual one first.", examples=[["error"]]
    )
    sentence: str = Field(description="What it flags.", examples=["E-mail address in the message"])
    page: str = Field(description="Its page, Markdown.", examples=["Amazon keeps …"])
    stage: str = Field(
        description="content: /validate and /can-send; sending: /can-send only.",
        examples=["content"],
    )
    effective_from: date = Field(description="Since when it holds.", examples=["2020-11-03"])
    since: str = Field(description="The release that brought it.", examples=["0.1.0"])
    clauses: list[ClauseOut] = Field(description="What it rests on.", examples=[[]])
    consequences: list[str] = Field(
        description="What Amazon does with accounts that break the guidelines.", examples=[[]]
    )
    needs: list[Fact] = Field(
        description="Facts without which it is not evaluated.", examples=[["order.order_id"]]
    )
    settings: list[str] = Field(
        description="Operator's settings that change it.", examples=[["PRESEND_WINDOW_ANCHOR"]]
    )
    examples: list[ExampleOut] = Field(description="Examples, run as tests.", examples=[[]])
    docs_url: str = Field(description="Its page.", examples=["/rules/contact-email-address"])


class RulesAnswer(Answer):
    """The catalogue."""

    rules: list[RuleOut] = Field(description="All rules, by id.", examples=[[]])
    ruleset_version: str = Field(description="The rule set's version.", examples=["1.0.0"])


class EditionOut(Answer):
    """A state of the policy."""

    name: str = Field(description="Its name.", examples=["2020-11"])
    effective_from: date = Field(description="From when.", examples=["2020-11-03"])
    summary: str = Field(description="What came with it.", examples=["Eleven styling rules."])


class PolicyAnswer(Answer):
    """The editions and clauses of the policy."""

    editions: list[EditionOut] = Field(description="The editions, oldest first.", examples=[[]])
    clauses: list[ClauseOut] = Field(description="All clauses.", examples=[[]])
    consequences: list[str] = Field(
        description="What Amazon does with accounts that break the guidelines.", examples=[[]]
    )


class HealthAnswer(Answer):
    """The process is alive."""

    status: str = Field(description="Always `ok`.", examples=["ok"])


class ReadyAnswer(Answer):
    """Whether the service can judge, and what it lacks."""

    status: str = Field(description="`ready`.", examples=["ready"])
    rules: int = Field(description="Rules loaded.", examples=[85])
    missing_resources: list[str] = Field(
        description="What some rules lack, such as a dictionary.", examples=[[]]
    )


class VersionAnswer(Answer):
    """Versions of what answers."""

    version: str = Field(description="The service's.", examples=["0.1.0"])
    ruleset_version: str = Field(description="The rule set's.", examples=["1.0.0"])
    policy_edition: str = Field(description="The newest edition known.", examples=["2025-04"])
