"""Which rules of the style sheets select an element, the weakest first."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from app.message.style_own import Layer
from app.message.style_selectors import MatchContext, OutOfStepsError, Selector
from app.message.style_sheet import Sheet
from app.message.tree import Element


class _Candidate(NamedTuple):
    """A selector, and which rule it belongs to; sorts by weight, then by order."""

    specificity: int
    rule: int
    selector: Selector
    is_conditional: bool

    @property
    def is_plain(self) -> bool:
        """Tell whether tag, id and classes decide, so that equal elements need one look."""
        compounds = self.selector.compounds
        return len(compounds) == 1 and not compounds[0].tests


class _Met(NamedTuple):
    """What elements of one tag, id and class meet.

    `plain` are the selectors that select them all, `open` those that each has to be asked about.
    Where that settles it (`is_final`), `rules` holds the numbers of the rules.
    """

    plain: tuple[_Candidate, ...]
    open: tuple[_Candidate, ...]
    rules: tuple[int, ...]
    is_final: bool


_NOTHING: Final = _Met((), (), (), is_final=True)


class RuleMatcher:
    """Matches the rules of all sheets with elements; made for one document.

    Selectors that ask for a tag, id or class which the document does not have are left aside at
    once: most of a mail tool's sheet is of that kind. Equal answers are one tuple. `layers` are the
    rules' declarations by number, `conditionals` those that select an element in some views only (a
    telephone, a hovering pointer). `limit_reached` says that the steps were used up, and rules left
    out from then on.
    """

    def __init__(self, elements: Sequence[Element], sheets: tuple[Sheet, ...], steps: int) -> None:
        self.layers: list[Layer] = []
        self.conditionals: list[tuple[Element, Layer]] = []
        self.limit_reached = False
        self._context = MatchContext(elements, steps)
        self._by_id: dict[str, list[_Candidate]] = {}
        self._by_class: dict[str, list[_Candidate]] = {}
        self._by_tag: dict[str, list[_Candidate]] = {}
        self._met: dict[tuple[str, str, str], _Met] = {}
        self._answers: dict[tuple[int, ...], tuple[int, ...]] = {}
        if not sheets:
            return
        known = _Names(elements)
        for sheet in sheets:
            base = sheet.span.start
            for rule in sheet.text.rules:
                for selector in rule.selectors:
                    if known.has_all(selector):
                        self._enter(selector, bool(rule.condition))
                self.layers.append(Layer(rule.block, base))

    def rules(self, element: Element) -> tuple[int, ...]:
        """Give the numbers of the rules that select an element, the weakest first."""
        attrs = element.attrs
        name = attrs.get("id", "") if self._by_id else ""
        classes = attrs.get("class", "") if self._by_class else ""
        key = (element.tag, name, classes)
        met = self._met.get(key)
        if met is not None and met.is_final:
            return met.rules
        if self.limit_reached:
            return ()
        try:
            if met is None:
                met = self._meet(element, name, classes)
                self._met[key] = met
                if met.is_final:
                    return met.rules
            return self._sorted_out(element, met)
        except OutOfStepsError:
            self.limit_reached = True
            return ()

    def _enter(self, selector: Selector, is_conditional: bool) -> None:  # noqa: FBT001 -- private
        compound = selector.compounds[0]
        if compound.id:
            found = self._by_id.setdefault(compound.id, [])
        elif compound.classes:
            found = self._by_class.setdefault(min(compound.classes), [])
        else:
            found = self._by_tag.setdefault(compound.tag, [])
        number = len(self.layers)
        is_conditional = is_conditional or bool(selector.state)
        found.append(_Candidate(selector.specificity, number, selector, is_conditional))

    def _meet(self, element: Element, name: str, classes: str) -> _Met:
        found = [*self._by_tag.get("", ()), *self._by_tag.get(element.tag, ())]
        if name:
            found.extend(self._by_id.get(name, ()))
        for one in dict.fromkeys(classes.split()):
            found.extend(self._by_class.get(one, ()))
        if not found:
            return _NOTHING
        context = self._context
        plain = sorted(
            candidate
            for candidate in found
            if candidate.is_plain and candidate.selector.matches(element, context)
        )
        still_open = tuple(candidate for candidate in found if not candidate.is_plain)
        context.steps -= len(still_open)
        is_final = not still_open and not any(one.is_conditional for one in plain)
        rules = self._interned(dict.fromkeys(one.rule for one in plain)) if is_final else ()
        return _Met(tuple(plain), still_open, rules, is_final)

    def _sorted_out(self, element: Element, met: _Met) -> tuple[int, ...]:
        """Ask the open selectors, and set aside what holds in some views only."""
        context = self._context
        opened = [one for one in met.open if one.selector.matches(element, context)]
        numbers: dict[int, None] = {}
        for one in sorted((*met.plain, *opened), key=_weight):
            if one.is_conditional:
                context.step()
                self.conditionals.append((element, self.layers[one.rule]))
            else:
                numbers.pop(one.rule, None)
                numbers[one.rule] = None
        return self._interned(numbers)

    def _interned(self, numbers: Iterable[int]) -> tuple[int, ...]:
        rules = tuple(numbers)
        return self._answers.setdefault(rules, rules)


class _Names:
    """The tags, ids and classes that a document has."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.tags = {element.tag for element in elements}
        self.ids = {element.attrs["id"] for element in elements if "id" in element.attrs}
        self.classes: set[str] = set()
        for element in elements:
            if "class" in element.attrs:
                self.classes.update(element.attrs["class"].split())

    def has_all(self, selector: Selector) -> bool:
        """Tell whether everything that a selector asks for by name is there."""
        return all(
            (not one.tag or one.tag in self.tags)
            and (not one.id or one.id in self.ids)
            and one.classes <= self.classes
            for one in selector.compounds
        )


def _weight(candidate: _Candidate) -> tuple[int, int]:
    return candidate.specificity, candidate.rule
