"""CSS selectors: read once, matched against elements from right to left under a budget of steps."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from app.message.css_text import split_values, unescape
from app.message.tree import Element

_IDENT: Final = r"(?:[a-zA-Z0-9_-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6} ?|\\[^0-9a-fA-F\n])+"
_PART: Final = re.compile(
    rf"(?P<tag>\*|{_IDENT})"
    rf"|#(?P<id>{_IDENT})"
    rf"|\.(?P<class>{_IDENT})"
    r"|\[(?P<attribute>[^\]]*)\]"
    r"|:(?P<element>:?)(?P<pseudo>[\w-]+)(?:\((?P<argument>[^()]*(?:\([^()]*\)[^()]*)*)\))?"
)
_COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
_ATTRIBUTE: Final = re.compile(
    r"\s*([\w:|-]+)\s*(?:([~|^$*]?=)\s*(\"[^\"]*\"|'[^']*'|[^\s\"']*)\s*([iIsS]?)\s*)?"
)
_NTH: Final = re.compile(
    r"\s*(?:(even|odd)|([+-]?\d{0,6})n(?:\s*([+-])\s*(\d{1,6}))?|(\d{1,6}))\s*"
)

_NESTED: Final = frozenset(("not", "is", "where", "matches"))
_NEVER: Final = frozenset(
    ("before", "after", "marker", "selection", "placeholder", "backdrop", "file-selector-button")
)

# Matching goes one call deeper for each compound.
_MOST_COMPOUNDS: Final = 32
_A_CLASS: Final = 1_000
_AN_ID: Final = 1_000_000


class OutOfStepsError(Exception):
    """Matching took more steps than a message is given."""


class MatchContext:
    """What matching in one document remembers: the steps left, and the order among siblings."""

    def __init__(self, elements: Sequence[Element], steps: int) -> None:
        self.steps = steps
        self._elements = elements

    def step(self) -> None:
        """Pay for one look at an element.

        Raises:
            OutOfStepsError: none are left.
        """
        self.steps -= 1
        if self.steps < 0:
            raise OutOfStepsError

    @cached_property
    def _siblings(self) -> tuple[dict[int, tuple[int, Element | None]], dict[int, int]]:
        """Each element's number and the one before it, and how many each parent holds."""
        places: dict[int, tuple[int, Element | None]] = {}
        counts: dict[int, int] = {}
        last: dict[int, Element] = {}
        for element in self._elements:
            parent = id(element.parent)
            counts[parent] = counts.get(parent, 0) + 1
            places[id(element)] = counts[parent], last.get(parent)
            last[parent] = element
        return places, counts

    def place(self, element: Element) -> tuple[int, int]:
        """Give an element's number among its parent's elements, from 1, and how many there are."""
        self.step()
        places, counts = self._siblings
        return places[id(element)][0], counts[id(element.parent)]

    def before(self, element: Element) -> Element | None:
        """Give the element that stands before another in the same parent."""
        place = self._siblings[0].get(id(element))
        return place[1] if place is not None else None


Test = Callable[[Element, MatchContext], bool]


class Compound(NamedTuple):
    """What one element must be; `combinator` says how it stands to the compound on its left."""

    tag: str
    id: str
    classes: frozenset[str]
    tests: tuple[Test, ...]
    combinator: str

    def matches(self, element: Element, context: MatchContext) -> bool:
        """Tell whether an element is of this kind."""
        context.step()
        if self.tag and element.tag != self.tag:
            return False
        attrs = element.attrs
        if self.id and attrs.get("id") != self.id:
            return False
        if self.classes and not self.classes.issubset(attrs.get("class", "").split()):
            return False
        return not self.tests or all(test(element, context) for test in self.tests)


class Selector(NamedTuple):
    """A selector: its compounds from right to left, and how much it weighs.

    `state` names what must be the case beside the document for it to match (`:hover`), else empty.
    """

    compounds: tuple[Compound, ...]
    specificity: int
    state: str

    def matches(self, element: Element, context: MatchContext) -> bool:
        """Tell whether an element is selected, its state taken for given.

        Raises:
            OutOfStepsError: the budget of steps is used up.
        """
        return self.compounds[0].matches(element, context) and self._left(element, 0, context)

    def _left(self, element: Element, index: int, context: MatchContext) -> bool:
        """Tell whether what stands left of the compound `index` is there."""
        if index + 1 == len(self.compounds):
            return True
        wanted = self.compounds[index + 1]
        combinator = self.compounds[index].combinator
        candidate = _next(element, combinator, context)
        while candidate is not None:
            if wanted.matches(candidate, context) and self._left(candidate, index + 1, context):
                return True
            if combinator in "+>":
                return False
            candidate = _next(candidate, combinator, context)
        return False


def _next(element: Element, combinator: str, context: MatchContext) -> Element | None:
    if combinator in " >":
        return element.parent
    return context.before(element)


def parse_selectors(text: str) -> tuple[Selector, ...]:
    """Read a selector list; what cannot be read or selects nothing in a message is left out."""
    found = []
    for part in split_values(text, ","):
        selector = _Reader(part).read()
        if selector is not None:
            found.append(selector)
    return tuple(found)


class _Reader:
    """Reads one complex selector."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.specificity = 0
        self.state = ""

    def read(self) -> Selector | None:
        compounds: list[Compound] = []
        position, combinator = 0, ""
        while position < len(self.text):
            start = position
            parts: list[re.Match[str]] = []
            while (part := _PART.match(self.text, position)) is not None and part.end() > position:
                parts.append(part)
                position = part.end()
            if position == start:
                return None
            compound = self._compound(parts, combinator)
            if compound is None:
                return None
            compounds.append(compound)
            between = _COMBINATOR.match(self.text, position)
            if between is not None:
                combinator = between[1] or " "
                position = between.end()
        if not 0 < len(compounds) <= _MOST_COMPOUNDS:
            return None
        return Selector(tuple(compounds[::-1]), self.specificity, self.state)

    def _compound(self, parts: list[re.Match[str]], combinator: str) -> Compound | None:
        tag = name = ""
        classes: list[str] = []
        tests: list[Test] = []
        for part in parts:
            if part["tag"] is not None:
                tag = "" if part["tag"] == "*" else unescape(part["tag"]).lower()
                self.specificity += bool(tag)
            elif part["id"] is not None:
                name = unescape(part["id"])
                self.specificity += _AN_ID
            elif part["class"] is not None:
                classes.append(unescape(part["class"]))
                self.specificity += _A_CLASS
            else:
                test = self._test(part)
                if test is None:
                    return None
                tests.append(test)
        return Compound(tag, name, frozenset(classes), tuple(tests), combinator)

    def _test(self, part: re.Match[str]) -> Test | None:
        if part["attribute"] is not None:
            self.specificity += _A_CLASS
            return _attribute_test(part["attribute"])
        pseudo = part["pseudo"].lower()
        if pseudo in _NEVER:
            return None
        if not part["element"]:
            if pseudo in _NESTED:
                return self._nested(pseudo, part["argument"] or "")
            self.specificity += _A_CLASS
            test = _structural(pseudo, part["argument"] or "")
            if test is not None:
                return test
        self.state = f":{part['element']}{pseudo}"
        return _is_given

    def _nested(self, pseudo: str, argument: str) -> Test | None:
        inner = parse_selectors(argument)
        if not inner:
            return None
        if pseudo != "where":
            self.specificity += max(selector.specificity for selector in inner)
        wanted = pseudo != "not"
        if wanted:
            self.state = self.state or next((one.state for one in inner if one.state), "")
        else:
            inner = tuple(one for one in inner if not one.state)

        def test(element: Element, context: MatchContext) -> bool:
            return any(selector.matches(element, context) for selector in inner) is wanted

        return test


def _is_given(_element: Element, _context: MatchContext) -> bool:
    return True


def _attribute_test(text: str) -> Test | None:
    found = _ATTRIBUTE.fullmatch(text)
    if found is None:
        return None
    name = found[1].lower()
    operator = found[2]
    if operator is None:
        return lambda element, _: name in element.attrs
    raw = found[3]
    wanted = unescape(raw[1:-1] if raw[:1] in ("'", '"') else raw)
    ignores_case = found[4] in ("i", "I")
    if ignores_case:
        wanted = wanted.lower()

    def test(element: Element, _context: MatchContext) -> bool:
        value = element.attrs.get(name)
        if value is None:
            return False
        return _compare(value.lower() if ignores_case else value, operator, wanted)

    return test


def _compare(value: str, operator: str, wanted: str) -> bool:
    return (
        value == wanted if operator == "=" else bool(wanted) and _PARTIAL[operator](value, wanted)
    )


_PARTIAL: Final[dict[str, Callable[[str, str], bool]]] = {
    "~=": lambda value, wanted: wanted in value.split(),
    "|=": lambda value, wanted: value == wanted or value.startswith(f"{wanted}-"),
    "^=": str.startswith,
    "$=": str.endswith,
    "*=": str.__contains__,
}

_STRUCTURAL: Final[dict[str, Test]] = {
    "enabled": _is_given,
    "defined": _is_given,
    "read-only": _is_given,
    "link": lambda element, _: element.tag in ("a", "area") and "href" in element.attrs,
    "any-link": lambda element, _: element.tag in ("a", "area") and "href" in element.attrs,
    "root": lambda element, _: element.tag == "html",
    "empty": lambda element, _: element.closed_at == element.opened_at + 1,
    "first-child": lambda element, context: context.place(element)[0] == 1,
    "last-child": lambda element, context: len(set(context.place(element))) == 1,
    "only-child": lambda element, context: context.place(element) == (1, 1),
}


def _structural(pseudo: str, argument: str) -> Test | None:
    """Give the test of a pseudo-class that the document decides, None for any other."""
    if pseudo in ("nth-child", "nth-last-child"):
        return _nth(argument, from_end=pseudo == "nth-last-child")
    return _STRUCTURAL.get(pseudo)


def _nth(argument: str, *, from_end: bool) -> Test | None:
    found = _NTH.fullmatch(argument.lower())
    if found is None:
        return None
    step, offset = _step_and_offset(found)

    def test(element: Element, context: MatchContext) -> bool:
        number, count = context.place(element)
        beyond = (count + 1 - number if from_end else number) - offset
        return beyond == 0 if step == 0 else beyond % step == 0 and beyond // step >= 0

    return test


def _step_and_offset(found: re.Match[str]) -> tuple[int, int]:
    if found[1] is not None:
        return 2, 0 if found[1] == "even" else 1
    if found[5] is not None:
        return 0, int(found[5])
    step = int(found[2] + "1") if found[2] in ("", "+", "-") else int(found[2])
    offset = int(found[4]) if found[4] is not None else 0
    return step, -offset if found[3] == "-" else offset
