"""Problems: what goes wrong outside of a message's content, as RFC 9457 says it."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus

import pydantic_core
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class ProblemDetail(BaseModel):
    """One fault of a request, with its place."""

    pointer: str = Field(
        description="JSON pointer (RFC 6901) to the fault in the request; empty for the whole.",
        examples=["/message/body"],
    )
    detail: str = Field(
        description="What is wrong there.", examples=["A text of at least one character is needed."]
    )


class Problem(BaseModel):
    """An error answer after RFC 9457."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)

    type: str = Field(
        description="Which kind of problem this is; stable.",
        examples=["urn:presend:problem:malformed-request"],
    )
    title: str = Field(
        description="The kind in words.", examples=["The request is not what the service takes."]
    )
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="What happened this time.", examples=["/message/body: this member is missing."]
    )
    errors: list[ProblemDetail] = Field(
        description="Every fault, with its place.",
        examples=[[{"pointer": "/message/body", "detail": "This member is missing."}]],
    )
    reference: str | None = Field(
        description="The caller's own id, where the request held one that could be read.",
        examples=["ticket-4711"],
    )


class ProblemError(Exception):
    """A problem on its way to the caller."""

    def __init__(
        self,
        status: HTTPStatus,
        kind: str,
        title: str,
        errors: Iterable[ProblemDetail] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.status = status
        self.kind = kind
        self.title = title
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        self.reference: str | None = None

    def body(self) -> dict[str, object]:
        """Give the members of the problem document."""
        first = self.errors[0] if self.errors else None
        where = f"{first.pointer}: " if first is not None and first.pointer else ""
        return {
            "type": f"urn:presend:problem:{self.kind}",
            "title": self.title,
            "status": int(self.status),
            "detail": f"{where}{first.detail}" if first is not None else self.title,
            "errors": [{"pointer": e.pointer, "detail": e.detail} for e in self.errors],
            "reference": self.reference,
        }

    def response(self) -> Response:
        """Give the answer."""
        content = pydantic_core.to_json(self.body())
        return Response(content, int(self.status), headers=self.headers, media_type=MEDIA_TYPE)


class MalformedError(ProblemError):
    """422: the request breaks the contract."""

    def __init__(self, errors: Iterable[ProblemDetail]) -> None:
        super().__init__(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "malformed-request",
            "The request is not what the service takes.",
            errors,
        )


class TooLargeError(ProblemError):
    """413: the request holds more bytes than are taken."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "too-large",
            "The request is too large.",
            (ProblemDetail(pointer="", detail=f"At most {limit} bytes are taken."),),
        )


class UnsupportedMediaTypeError(ProblemError):
    """415: the body is not of a type that the endpoint takes."""

    def __init__(self, *accepted: str) -> None:
        super().__init__(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            "The body is not of a type that is taken here.",
            (ProblemDetail(pointer="", detail=f"Send {' or '.join(accepted)}."),),
        )


class NotFoundError(ProblemError):
    """404: there is no such thing."""

    def __init__(self, what: str) -> None:
        super().__init__(
            HTTPStatus.NOT_FOUND,
            "not-found",
            "There is no such thing here.",
            (ProblemDetail(pointer="", detail=what),),
        )


class InternalError(ProblemError):
    """500: the service failed, and says nothing of why."""

    def __init__(self) -> None:
        super().__init__(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "The service failed; nothing was judged.",
        )


class ConflictError(ProblemError):
    """409: what is asked contradicts what is there."""

    def __init__(
        self, detail: str, retry_after_seconds: int | None = None, pointer: str = ""
    ) -> None:
        retry = retry_after_seconds
        super().__init__(
            HTTPStatus.CONFLICT,
            "conflict",
            "This contradicts what is there.",
            (ProblemDetail(pointer=pointer, detail=detail),),
            {} if retry is None else {"Retry-After": str(retry)},
        )


class UnavailableError(ProblemError):
    """503: something the service needs does not answer now."""

    def __init__(self, detail: str, retry_after_seconds: int) -> None:
        super().__init__(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            "The service cannot answer now; nothing was changed for sure.",
            (ProblemDetail(pointer="", detail=detail),),
            {"Retry-After": str(retry_after_seconds)},
        )


class UnauthorizedError(ProblemError):
    """401: a key is needed, or the one given is not known."""

    def __init__(self) -> None:
        super().__init__(
            HTTPStatus.UNAUTHORIZED,
            "unauthorized",
            "An API key is needed.",
            (ProblemDetail(pointer="", detail="Send `Authorization: Bearer <key>`."),),
            {"WWW-Authenticate": 'Bearer realm="presend"'},
        )


class ForbiddenError(ProblemError):
    """403: the key does not open this."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            HTTPStatus.FORBIDDEN,
            "forbidden",
            "The key does not allow this.",
            (ProblemDetail(pointer="", detail=detail),),
        )
