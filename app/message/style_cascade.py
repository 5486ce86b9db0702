"""The cascade: which declarations hold for an element, and in which order they were laid down."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from app.message.css_text import Block, block_of, declarations_of
from app.message.style_attributes import (
    STYLING_ATTRIBUTES,
    STYLING_TAGS,
    attribute_statements,
    tag_statements,
)
from app.message.style_own import Layer, OwnStyle
from app.message.style_selectors import MatchContext, OutOfStepsError, Selector
from app.message.style_sheet import Rule, Sheet, SheetLimits
from app.message.tree import Element


@dataclass(frozen=True, slots=True)
class CascadeLimits:
    """How much styling is looked into before the rest is left out and the limit reported.

    `inline_characters` counts different style attributes, `steps` looks at elements on behalf of
    selectors. `default_width_px`, `hidden_font_px` and `hidden_contrast` are the policy's: how wide
    a message is that does not say, below which size and contrast nobody sees a text.
    """

    sheet: SheetLimits = field(default_factory=SheetLimits)
    sheet_characters: int = 100_000
    inline_characters: int = 65_536
    steps: int = 60_000
    default_width_px: float = 600.0
    hidden_font_px: float = 4.0
    hidden_contrast: float = 1.05


class _Candidate(NamedTuple):
    """A selector, and which rule it belongs to; sorts by weight, then by order."""

    specificity: int
    rule: int
    selector: Selector

    @property
    def is_plain(self) -> bool:
        """Tell whether tag, id and classes decide, so that equal elements need one look."""
        compounds = self.selector.compounds
        return len(compounds) == 1 and not compounds[0].tests


class _Candidates(NamedTuple):
    """The selectors that elements of one tag, id and class meet: settled ones, and open ones."""

    settled: tuple[_Candidate, ...]
    open: tuple[_Candidate, ...]


_NOBODY: Final = _Candidates((), ())


@dataclass(slots=True)
class _Index:
    """The selectors of all sheets by what their rightmost compound asks for first."""

    by_id: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    by_class: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    by_tag: dict[str, list[_Candidate]] = field(default_factory=lambda: defaultdict(list))
    others: list[_Candidate] = field(default_factory=list)

    def add(self, rule: Rule, number: int) -> None:
        """Enter the selectors of a rule."""
        for selector in rule.selectors:
            compound = selector.compounds[0]
            candidate = _Candidate(selector.specificity, number, selector)
            if compound.id:
                self.by_id[compound.id].append(candidate)
            elif compound.classes:
                self.by_class[min(compound.classes)].append(candidate)
            elif compound.tag:
                self.by_tag[compound.tag].append(candidate)
            else:
                self.others.append(candidate)

    def candidates(self, tag: str, name: str, classes: str) -> list[_Candidate]:
        """Give the selectors that may select an element."""
        found = [*self.others, *self.by_tag.get(tag, ()), *self.by_id.get(name, ())]
        for one in dict.fromkeys(classes.split()):
            found.extend(self.by_class.get(one, ()))
        return found


class Cascade:
    """Finds the declarations of elements; made for one document.

    `conditionals` holds what applies in some views only (a telephone, a hovering pointer), element
    by element. `limit_reached` says that something was left out because it would take too long.
    """

    def __init__(
        self,
        elements: Sequence[Element],
        source: str,
        sheets: tuple[Sheet, ...],
        limits: CascadeLimits,
    ) -> None:
        self._source = source
        self._limits = limits
        self._context = MatchContext(elements, limits.steps)
        self._index = _Index()
        self._layers: list[Layer] = []
        self._conditions: list[str] = []
        self._met: dict[tuple[str, str, str], _Candidates] = {}
        self._known: dict[tuple[object, ...], OwnStyle | None] = {}
        self._blocks: dict[str, Block] = {}
        self._characters_left = limits.inline_characters
        self.conditionals: list[tuple[Element, Layer]] = []
        self.limit_reached = any(sheet.text.limit_reached for sheet in sheets)
        for sheet in sheets:
            for rule in sheet.text.rules:
                self._index.add(rule, len(self._layers))
                self._layers.append(Layer(rule.block, sheet.span.start))
                self._conditions.append(rule.condition)
        self.has_rules = bool(self._layers)

    def own_style(self, element: Element) -> OwnStyle | None:
        """Give what is declared for an element, None where nothing is."""
        attrs = element.attrs
        rules = self._rules(element) if self.has_rules else ()
        if STYLING_ATTRIBUTES.isdisjoint(attrs):
            if not rules and element.tag not in STYLING_TAGS:
                return None
            key: tuple[object, ...] = (element.tag, rules)
        else:
            key = (element.tag, rules, *attrs.items())
        if key in self._known:
            return self._known[key]
        own = self._laid(element, rules)
        self._known[key] = own
        return own

    def _laid(self, element: Element, rules: tuple[int, ...]) -> OwnStyle | None:
        """Lay all over each other: tag and attributes, then sheets, then the style attribute."""
        hints = list(tag_statements(element.tag))
        for name, value in element.attrs.items():
            hints.extend(attribute_statements(element.tag, name, value))
        layers = [Layer(block_of(tuple(hints)))] if hints else []
        layers.extend(self._layers[number] for number in rules)
        text = element.attrs.get("style")
        block = self._inline(text) if text else None
        if block is not None and block.stated:
            layers.append(Layer(block))
        return OwnStyle(tuple(layers), self._source) if layers else None

    def _inline(self, text: str) -> Block | None:
        block = self._blocks.get(text)
        if block is None:
            self._characters_left -= len(text)
            if self._characters_left < 0:
                self.limit_reached = True
                return None
            limit = self._limits.sheet.declarations
            if text.count(";") > limit:
                self.limit_reached = True
            block = declarations_of(text, limit)
            self._blocks[text] = block
        return block

    def _rules(self, element: Element) -> tuple[int, ...]:
        """Give the numbers of the rules that select an element, the weakest first."""
        if self._context.steps < 0:
            return ()
        try:
            met = self._candidates(element)
            matching = met.settled
            if met.open:
                opened = [c for c in met.open if c.selector.matches(element, self._context)]
                matching = tuple(sorted((*matching, *opened), key=_weight))
            return self._without_conditional(element, matching) if matching else ()
        except OutOfStepsError:
            self.limit_reached = True
            return ()

    def _candidates(self, element: Element) -> _Candidates:
        attrs = element.attrs
        key = (
            (element.tag, attrs.get("id", ""), attrs.get("class", ""))
            if attrs
            else (element.tag, "", "")
        )
        met = self._met.get(key)
        if met is None:
            found = self._index.candidates(*key)
            self._context.steps -= len(found)
            settled = [
                c for c in found if c.is_plain and c.selector.matches(element, self._context)
            ]
            settled.sort(key=_weight)
            met = _Candidates(tuple(settled), tuple(c for c in found if not c.is_plain))
            self._met[key] = met
        return met

    def _without_conditional(
        self, element: Element, matching: tuple[_Candidate, ...]
    ) -> tuple[int, ...]:
        """Set aside what holds in some views only."""
        numbers: dict[int, None] = {}
        for candidate in matching:
            number = candidate.rule
            if candidate.selector.state or self._conditions[number]:
                self.conditionals.append((element, self._layers[number]))
                self._context.step()
            else:
                numbers.pop(number, None)
                numbers[number] = None
        return tuple(numbers)


def _weight(candidate: _Candidate) -> tuple[int, int]:
    return candidate.specificity, candidate.rule
