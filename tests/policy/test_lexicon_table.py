"""The documented table of concepts is the one that the data gives."""

import importlib.util
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]


def test_the_page_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("table", _ROOT / "tools" / "lexicon_table.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = (_ROOT / "docs" / "lexicon-table.md").read_text(encoding="utf-8")
    assert written == module.table(), "run: python tools/lexicon_table.py > docs/lexicon-table.md"
