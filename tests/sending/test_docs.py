"""The decision table of the guide is the one that the code is written by."""

from pathlib import Path

from app.engine import decide_send

_GUIDE = Path(__file__).parents[2] / "docs" / "sending.md"


def _table(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("| what there is | decision |")
    end = next(i for i in range(start, len(lines)) if not lines[i].startswith("|"))
    return lines[start:end]


def test_guide_shows_the_table_of_the_code() -> None:
    table = _table(_GUIDE.read_text("utf-8"))
    assert table == _table(decide_send.__doc__ or "")
    assert {row.rpartition("| ")[2].split(",")[0].rstrip(" |") for row in table[2:]} == {
        decision.value for decision in decide_send.Decision
    }
