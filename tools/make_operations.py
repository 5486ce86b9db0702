"""Write the tables of docs/operations.md from the code: settings, metrics, log events."""

import re
import sys
from pathlib import Path

from pydantic import SecretStr

from app.observability import LOG_EVENTS, Metrics
from app.settings import Settings

_PAGE = Path(__file__).parents[1] / "docs" / "operations.md"
_GENERATED = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def settings_table() -> str:
    """List every setting with its default and description."""
    rows = ["| variable | default | what it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        shown = "" if default is None or isinstance(default, SecretStr) else str(default)
        shown = f"`{shown}`" if shown.strip("{}()") else ""
        rows.append(f"| `PRESEND_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def metrics_table() -> str:
    """List every metric."""
    rows = ["| metric | kind | what it counts |", "|---|---|---|"]
    for metric in Metrics().registry.collect():
        suffix = "_total" if metric.type == "counter" else ""
        rows.append(f"| `{metric.name}{suffix}` | {metric.type} | {metric.documentation} |")
    return "\n".join(rows)


def events_table() -> str:
    """List every log event."""
    rows = ["| event | level | when, and with what |", "|---|---|---|"]
    rows += [f"| `{name}` | {level} | {text} |" for name, (level, text) in LOG_EVENTS.items()]
    return "\n".join(rows)


def page() -> str:
    """Give the page with its tables written anew."""
    tables = {
        "settings": settings_table(),
        "metrics": metrics_table(),
        "events": events_table(),
    }
    text = _PAGE.read_text(encoding="utf-8")
    return _GENERATED.sub(lambda m: f"{m[1]}{tables[m[2]]}\n{m[3]}", text)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        sys.exit(page() != _PAGE.read_text(encoding="utf-8"))
    _PAGE.write_text(page(), encoding="utf-8")
