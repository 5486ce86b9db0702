"""Finding the rules: a rule's id is its path, its page is its module's docstring."""

import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from types import ModuleType

import app.rules
from app.domain.errors import PolicyDataError
from app.rules.contract import Check, DefinedRule, RuleMeta


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the engine and the catalogue see it.

    `sentence` is the first line of its page, without the full stop; `page` the rest, Markdown.
    """

    id: str
    family: str
    sentence: str
    page: str
    meta: RuleMeta
    check: Check


def discover() -> tuple[Rule, ...]:
    """Import every module of every rule family and give the rules, sorted by id.

    Raises:
        PolicyDataError: a module in a family declares no rule, or more than one, or has no page.
    """
    rules = []
    for family in pkgutil.iter_modules(app.rules.__path__):
        if family.ispkg:
            package = importlib.import_module(f"app.rules.{family.name}")
            rules.extend(_family_rules(package, family.name))
    return tuple(sorted(rules, key=lambda rule: rule.id))


def _family_rules(package: ModuleType, family: str) -> list[Rule]:
    return [
        _rule(importlib.import_module(f"{package.__name__}.{entry.name}"), family, entry.name)
        for entry in pkgutil.iter_modules(package.__path__)
        if not entry.name.startswith("_")
    ]


def _rule(module: ModuleType, family: str, name: str) -> Rule:
    defined = [value for value in vars(module).values() if isinstance(value, DefinedRule)]
    page = inspect.getdoc(module)
    if len(defined) != 1 or not page:
        message = f"{module.__name__} must hold one rule and its page, it holds {len(defined)}"
        raise PolicyDataError(message)
    sentence, _, rest = page.partition("\n")
    return Rule(
        id=f"{family}-{name.replace('_', '-')}",
        family=family,
        sentence=sentence.removesuffix("."),
        page=rest.strip(),
        meta=defined[0].meta,
        check=defined[0].check,
    )
