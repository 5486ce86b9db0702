"""What the caller hands in: the message as submitted and what he declares about it."""

from dataclasses import dataclass

from app.domain.message_type import (
    AttachmentPurpose,
    BodyFormat,
    Channel,
    ImageRole,
    Initiative,
    MessageType,
)


@dataclass(frozen=True, slots=True)
class DeclaredAttachment:
    """A file that goes with the message; `content` is its bytes where they were sent."""

    filename: str
    content_type: str | None = None
    size_bytes: int | None = None
    purpose: AttachmentPurpose | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class DeclaredImage:
    """The caller's word on a picture in the body, named by its `src` as it stands there."""

    src: str
    role: ImageRole


@dataclass(frozen=True, slots=True)
class Submission:
    """A message as submitted, before anything has looked into it."""

    body: str
    subject: str = ""
    format: BodyFormat = BodyFormat.HTML
    language: str | None = None
    channel: Channel = Channel.EMAIL
    initiative: Initiative = Initiative.PROACTIVE
    message_type: MessageType = MessageType.OTHER
    is_template: bool = False
    necessary_links: tuple[str, ...] = ()
    attachments: tuple[DeclaredAttachment, ...] = ()
    images: tuple[DeclaredImage, ...] = ()
