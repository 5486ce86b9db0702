"""What a request may hold beyond its shape: sizes, ids and days that only the service knows."""

import html
from collections.abc import Iterator
from datetime import UTC, date, datetime

from app.api.problems import MalformedError, ProblemDetail
from app.api.requests import CheckRequest, MessageIn
from app.domain.message_type import Channel
from app.policy.book import PolicyBook
from app.settings import Settings


def check_limits(
    request: CheckRequest, settings: Settings, book: PolicyBook, rule_ids: frozenset[str]
) -> None:
    """Check a request against the service's limits.

    Raises:
        MalformedError: with every fault and its place.
    """
    faults = [
        *_message_faults(request.message, settings, book),
        *_option_faults(request, book, rule_ids),
    ]
    if faults:
        raise MalformedError(faults)


def day_of(request: CheckRequest, now: datetime) -> date:
    """Give the day whose policy edition is asked for."""
    options = request.options
    if options.as_of is not None:
        return options.as_of
    return (options.send_at or now).astimezone(UTC).date()


def _message_faults(
    message: MessageIn, settings: Settings, book: PolicyBook
) -> Iterator[ProblemDetail]:
    body_limit = settings.max_body_bytes
    if len(message.body) > body_limit or len(message.body.encode()) > body_limit:
        yield fault("/message/body", f"At most {body_limit} bytes of UTF-8 are taken.")
    if not message.body.strip() and not _goes_without_text(message, book):
        yield fault("/message/body", "A message of this type on this channel needs a text.")
    if len(message.subject) > settings.max_subject_characters:
        limit = settings.max_subject_characters
        yield fault("/message/subject", f"At most {limit} characters are taken.")
    if len(message.attachments) > settings.max_attachments:
        limit = settings.max_attachments
        yield fault("/message/attachments", f"At most {limit} attachments are taken.")
    if message.images:
        decoded = html.unescape(message.body)
        for index, image in enumerate(message.images):
            if image.src not in message.body and image.src not in decoded:
                yield fault(f"/message/images/{index}/src", "No picture in the body has it.")


def _goes_without_text(message: MessageIn, book: PolicyBook) -> bool:
    row = book.message_types[message.message_type]
    return message.channel is Channel.SOLICITATION or row.text_limit == 0


def _option_faults(
    request: CheckRequest, book: PolicyBook, rule_ids: frozenset[str]
) -> Iterator[ProblemDetail]:
    for index, rule_id in enumerate(request.options.disable_rules):
        if rule_id not in rule_ids:
            yield fault(f"/options/disable_rules/{index}", "There is no rule of this id.")
    options = request.options
    if options.as_of is not None and options.as_of < book.first_day:
        yield fault("/options/as_of", f"The policy is known from {book.first_day} on.")
    if options.send_at is not None and day_of(request, options.send_at) < book.first_day:
        yield fault("/options/send_at", f"The policy is known from {book.first_day} on.")


def fault(pointer: str, detail: str) -> ProblemDetail:
    """Name a fault and its place."""
    return ProblemDetail(pointer=pointer, detail=detail)
