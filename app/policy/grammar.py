"""Reads which mistakes of English grammar are worth a warning."""

from functools import cache

from app.policy.reading import read_toml
from app.text.grammar import GrammarRules


@cache
def load_grammar_rules() -> GrammarRules:
    """Read the English grammar's data."""
    data = read_toml("grammar", "en.toml")
    words = {name: "|".join(forms.split()) for name, forms in data["words"].items()}
    return GrammarRules(
        checks=frozenset(data["harper"].split()),
        patterns=tuple((_filled(row["pattern"], words), row["says"]) for row in data["patterns"]),
        repeatable=frozenset(data["repeatable"].split()),
    )


def _filled(pattern: str, words: dict[str, str]) -> str:
    for name, alternatives in words.items():
        pattern = pattern.replace("{" + name + "}", alternatives)
    return pattern
