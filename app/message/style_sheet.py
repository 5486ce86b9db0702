"""Style sheets: the rules of a `<style>` element with the places of their declarations."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from app.domain.span import BODY, Span
from app.message.css_text import Block, Masked, mask, read_block, unescape
from app.message.style_media import HOLDS, NEVER, condition_of
from app.message.style_selectors import Selector, parse_selectors
from app.message.style_values import Declaration, Origin
from app.message.tree import Element

_CACHED_SHEETS: Final = 64
_LONGEST_CACHED: Final = 16_384
# A selector counts once more for every so many characters: it may name as many elements.
_LONG_SELECTOR: Final = 16

_MARK: Final = re.compile(r"[{};]")
_BRACE: Final = re.compile(r"[{}]")
_URL: Final = re.compile(r"url\(\s*[\"']?([^\"')]*)|[\"']([^\"']*)", re.IGNORECASE)
_AT_NAME: Final = re.compile(r"@[\w-]+")
_MEDIA_TYPES: Final = frozenset(("", "text/css"))


class Rule(NamedTuple):
    """A rule: what it selects, what it declares, and when it holds (empty: always)."""

    selectors: tuple[Selector, ...]
    block: Block
    condition: str


class Part(NamedTuple):
    """A stretch of a sheet; `value` is what it names: an address, an animation."""

    start: int
    end: int
    value: str


class SheetText(NamedTuple):
    """A sheet as read; offsets count its own text. `skipped` are stretches nobody looked into."""

    rules: tuple[Rule, ...]
    imports: tuple[Part, ...]
    font_faces: tuple[Part, ...]
    animations: tuple[Part, ...]
    skipped: tuple[Part, ...]
    limit_reached: bool


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A stretch of a sheet in the body, and what it names."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A `<style>` element: its contents' place, and what stands in it.

    `imports` are the `@import` rules with their addresses, `font_faces` the `@font-face` rules with
    their declarations' text, `animations` the `@keyframes` with their names, `skipped` the parts
    that no cascade looks into.
    """

    element: Element
    span: Span
    text: SheetText

    @property
    def imports(self) -> tuple[SheetPlace, ...]:
        """The style sheets that it asks for."""
        return self._places(self.text.imports)

    @property
    def font_faces(self) -> tuple[SheetPlace, ...]:
        """The web fonts that it defines."""
        return self._places(self.text.font_faces)

    @property
    def animations(self) -> tuple[SheetPlace, ...]:
        """The animations that it defines."""
        return self._places(self.text.animations)

    @property
    def skipped(self) -> tuple[SheetPlace, ...]:
        """The parts that were not looked into."""
        return self._places(self.text.skipped)

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """All declarations of its rules, whether they apply to an element or not."""
        base = self.span.start
        return tuple(
            Declaration(
                one.name, one.value, one.is_important, Span(BODY, base + one.start, base + one.end)
            )
            for rule in self.text.rules
            for one in rule.block.stated
        )

    def _places(self, parts: tuple[Part, ...]) -> tuple[SheetPlace, ...]:
        base = self.span.start
        return tuple(
            SheetPlace(Span(BODY, base + part.start, base + part.end), part.value) for part in parts
        )


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """How much of a sheet is read: characters, rules, selectors, and declarations of one rule."""

    characters: int = 100_000
    rules: int = 1_000
    selectors: int = 1_000
    declarations: int = 400


def sheet_of(element: Element, source: str, limits: SheetLimits) -> Sheet | None:
    """Read a `<style>` element; None where it holds no CSS, or none that a reader obeys."""
    attrs = element.attrs
    if attrs.get("type", "").strip().lower() not in _MEDIA_TYPES or element.start_end is None:
        return None
    text = element.text_content()
    start = element.start_end
    if not text.strip() or not source.startswith(text, start):
        return None
    condition = condition_of(attrs.get("media", ""))
    if condition == NEVER:
        return None
    return Sheet(element, Span(BODY, start, start + len(text)), read_sheet(text, limits, condition))


def read_sheet(text: str, limits: SheetLimits, condition: str = HOLDS) -> SheetText:
    """Read a sheet's text."""
    if len(text) <= _LONGEST_CACHED:
        return _cached(text, limits, condition)
    return _Reader(text, limits, condition).read()


@lru_cache(maxsize=_CACHED_SHEETS)
def _cached(text: str, limits: SheetLimits, condition: str) -> SheetText:
    return _Reader(text, limits, condition).read()


class _Reader:
    """Goes through a sheet once, from brace to brace."""

    def __init__(self, text: str, limits: SheetLimits, condition: str) -> None:
        self.css: Masked = mask(text[: limits.characters])
        self.limits = limits
        self.limit_reached = len(text) > limits.characters
        self.rules_left = limits.rules
        self.selectors_left = limits.selectors
        self.conditions = [condition]
        self.rules: list[Rule] = []
        self.imports: list[Part] = []
        self.font_faces: list[Part] = []
        self.animations: list[Part] = []
        self.skipped: list[Part] = []

    def read(self) -> SheetText:
        """Give all that was found."""
        masked = self.css.masked
        position = 0
        while (mark := _MARK.search(masked, position)) is not None:
            start, prelude = self._prelude(position, mark.start())
            position = mark.end()
            if mark[0] == "}":
                if len(self.conditions) > 1:
                    self.conditions.pop()
            elif mark[0] == ";":
                self._statement(start, mark.end(), prelude)
            elif prelude.startswith("@"):
                position = self._at_block(start, position, prelude)
            else:
                position = self._rule(start, position, prelude)
            self.rules_left -= 1
            if self.rules_left < 0 or self.selectors_left < 0:
                self.limit_reached = True
                break
        else:
            start, prelude = self._prelude(position, len(masked))
            self._statement(start, len(masked), prelude)
        return SheetText(
            tuple(self.rules),
            tuple(self.imports),
            tuple(self.font_faces),
            tuple(self.animations),
            tuple(self.skipped),
            self.limit_reached,
        )

    def _prelude(self, start: int, end: int) -> tuple[int, str]:
        text = self.css.clean[start:end]
        if "<!--" in text or "-->" in text:
            text = text.replace("<!--", "    ").replace("-->", "   ")
        return start + len(text) - len(text.lstrip()), text.strip()

    def _statement(self, start: int, end: int, prelude: str) -> None:
        if unescape(prelude[: len("@import") * 2]).lower().startswith("@import"):
            address = _URL.search(prelude)
            value = (address[1] or address[2] or "").strip() if address is not None else ""
            self.imports.append(Part(start, end, value))

    def _at_block(self, start: int, inside: int, prelude: str) -> int:
        """Enter a conditional block, or pass over another one."""
        found = _AT_NAME.match(prelude)
        name = unescape(found[0]).lower() if found is not None else ""
        rest = prelude[found.end() :] if found is not None else ""
        if name in ("@media", "@supports", "@layer", "@container", "@scope", "@-moz-document"):
            self.conditions.append(self._inner_condition(name, rest))
            return inside
        end = self._closing(inside)
        if name == "@font-face":
            self.font_faces.append(Part(start, end, self.css.clean[inside : end - 1]))
        elif name.endswith("keyframes"):
            self.animations.append(Part(start, end, rest.strip()))
        elif name != "@page":
            self.skipped.append(Part(start, end, name))
        return end

    def _inner_condition(self, name: str, rest: str) -> str:
        outer = self.conditions[-1]
        inner = HOLDS
        if name == "@media":
            inner = condition_of(rest)
        elif name in ("@container", "@-moz-document") or rest.strip().lower().startswith("not"):
            inner = f"{name}{rest}".strip()
        if NEVER in (outer, inner):
            return NEVER
        return " and ".join(condition for condition in (outer, inner) if condition)

    def _rule(self, start: int, inside: int, prelude: str) -> int:
        masked = self.css.masked
        close = masked.find("}", inside)
        if close < 0:
            close = len(masked)
        nested = masked.find("{", inside, close)
        end = close + 1
        if nested >= 0:
            end = self._closing(inside)
            close = masked.rfind(";", inside, nested) + 1 or inside
            self.skipped.append(Part(close, end, prelude))
        condition = self.conditions[-1]
        self.selectors_left -= prelude.count(",") + 1 + len(prelude) // _LONG_SELECTOR
        if condition != NEVER and self.selectors_left >= 0:
            self._style_rule(Part(start, end, prelude), inside, close, condition)
        return end

    def _style_rule(self, whole: Part, inside: int, close: int, condition: str) -> None:
        limit = self.limits.declarations
        if self.css.masked.count(";", inside, close) > limit:
            self.limit_reached = True
        block = read_block(self.css, inside, close, Origin.SHEET, limit, condition)
        selectors = parse_selectors(whole.value) if block.stated else ()
        if selectors:
            self.rules.append(Rule(selectors, block, condition))
        elif block.stated:
            self.skipped.append(whole)

    def _closing(self, inside: int) -> int:
        """Give the offset after the brace that closes what was opened before `inside`."""
        depth = 1
        for brace in _BRACE.finditer(self.css.masked, inside):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return brace.end()
        return len(self.css.masked)
