"""The operator's settings: environment variables `PRESEND_…`, and a `.env` file."""

from typing import Annotated, Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.policy.view import WhenUnknown, WindowAnchor

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """Everything that can be set; each value is checked at start, before a socket opens."""

    model_config = SettingsConfigDict(
        env_prefix="PRESEND_", env_file=".env", extra="forbid", frozen=True
    )

    host: str = Field("127.0.0.1", description="Address the service binds to.")
    port: int = Field(8000, ge=0, le=65535, description="Port the service listens on.")
    workers: int = Field(1, ge=1, le=256, description="Server processes; one a core serves best.")
    api_keys: Annotated[dict[str, SecretStr], NoDecode] = Field(
        default_factory=dict,
        description="Who may call: comma-separated `seller=key` pairs; the key goes into "
        "`Authorization: Bearer`.",
    )
    allow_anonymous: bool = Field(
        default=False,
        description="Serve callers without a key even on an address other than loopback.",
    )
    window_anchor: WindowAnchor = Field(
        WindowAnchor.COMPLETION,
        description="From when the 30 days of a proactive message count: `completion` of the "
        "order, or its `placement`.",
    )
    unknown_opt_out: WhenUnknown = Field(
        WhenUnknown.ALLOW,
        description="What follows by e-mail where nobody knows whether the buyer opted out: "
        "`allow`, or `needs_review`.",
    )
    unknown_restriction: WhenUnknown = Field(
        WhenUnknown.ALLOW,
        description="What follows where nobody knows whether Amazon restricted the account: "
        "`allow`, or `needs_review`.",
    )
    database_url: str = Field(
        "sqlite:///presend.sqlite3",
        description="Where the history is kept: an SQLite file, or `postgresql+asyncpg://…` where "
        "several machines serve.",
    )
    hash_secret: SecretStr | None = Field(
        None,
        min_length=16,
        description="Secret of the hashes by which orders and buyers are remembered; without one "
        "the database keeps its own. It cannot be changed later.",
    )
    reservation_seconds: int = Field(
        900,
        ge=1,
        le=86_400,
        description="How long an order's review request is held for one caller, in seconds.",
    )
    retention_days: int = Field(
        400,
        ge=0,
        description="After how many days the history is deleted, but that a review was requested; "
        "0: never.",
    )
    disabled_rules: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Comma-separated ids of rules that the operator switches off for all."
    )
    max_request_bytes: int = Field(
        24 * 1024 * 1024, ge=1024, description="Largest request taken, in bytes; above it: 413."
    )
    max_body_bytes: int = Field(
        256 * 1024, ge=1024, description="Largest message body taken, in bytes of UTF-8."
    )
    max_subject_characters: int = Field(
        1000, ge=1, description="Longest subject taken, in code points."
    )
    max_attachments: int = Field(10, ge=0, description="Most attachments taken with a message.")
    max_elements: int = Field(
        9_000,
        ge=100,
        description="Most HTML elements looked at; a body with more is not evaluated.",
    )

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        keys = values.get("api_keys")
        if isinstance(keys, str):
            pairs = (pair.partition("=") for pair in keys.split(",") if pair.strip())
            values["api_keys"] = {name.strip(): key.strip() for name, _, key in pairs}
        rules = values.get("disabled_rules")
        if isinstance(rules, str):
            values["disabled_rules"] = tuple(r.strip() for r in rules.split(",") if r.strip())
        return values

    @model_validator(mode="after")
    def _refuse_open_doors(self) -> Self:
        if any(not name or not key.get_secret_value() for name, key in self.api_keys.items()):
            message = "api_keys: every entry is `seller=key`, neither part empty"
            raise ValueError(message)
        if self.host not in _LOOPBACK and not self.api_keys and not self.allow_anonymous:
            message = (
                f"refusing to bind to {self.host} without API keys: set PRESEND_API_KEYS, "
                "or PRESEND_ALLOW_ANONYMOUS=true if something in front checks who calls"
            )
            raise ValueError(message)
        return self
