"""docs/operations.md says what the code does."""

import re
from pathlib import Path

from app.observability import LOG_EVENTS
from tools import make_operations

_ROOT = Path(__file__).parents[1]


def test_page_is_fresh() -> None:
    committed = (_ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert make_operations.page() == committed


def test_every_log_event_is_described_with_its_level() -> None:
    code = (_ROOT / "app" / "observability.py").read_text(encoding="utf-8")
    logged = re.findall(r"get_logger\(\)\.(\w+)\(\s*\"(\w+)\"", code)
    assert {event: level for level, event in logged} == {
        event: level for event, (level, _) in LOG_EVENTS.items()
    }


def test_nothing_else_logs() -> None:
    others = [
        path
        for path in (_ROOT / "app").rglob("*.py")
        if path.name != "observability.py" and "get_logger" in path.read_text(encoding="utf-8")
    ]
    assert not others
