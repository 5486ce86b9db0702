"""The cascade: which declarations hold for an element, and in which order they were laid down."""

from dataclasses import dataclass, field

from app.message.css_text import Block, declarations_of
from app.message.style_attributes import STYLING_ATTRIBUTES, STYLING_TAGS, hint_block
from app.message.style_matching import RuleMatcher
from app.message.style_own import Layer, OwnStyle
from app.message.style_sheet import SheetLimits
from app.message.tree import Element


@dataclass(frozen=True, slots=True)
class CascadeLimits:
    """How much styling is looked into before the rest is left out and the limit reported.

    `inline_texts` counts different style attributes, `inline_characters` what stands in them,
    `steps` looks at elements on behalf of selectors. `default_width_px`, `hidden_font_px` and
    `hidden_contrast` are the policy's: how wide a message is that does not say, below which size
    and contrast nobody sees a text.
    """

    sheet: SheetLimits = field(default_factory=SheetLimits)
    sheet_characters: int = 100_000
    inline_texts: int = 1_000
    inline_characters: int = 65_536
    steps: int = 8_000
    default_width_px: float = 600.0
    hidden_font_px: float = 4.0
    hidden_contrast: float = 1.05


class Cascade:
    """Finds the declarations of elements; made for one document.

    `limit_reached` says that something was left out because it would take too long.
    """

    def __init__(self, matcher: RuleMatcher, source: str, limits: CascadeLimits) -> None:
        self.limit_reached = False
        self._matcher = matcher
        self._has_rules = bool(matcher.layers)
        self._source = source
        self._limits = limits
        self._known: dict[tuple[object, ...], OwnStyle | None] = {}
        self._blocks: dict[str, Block] = {}
        self._characters_left = limits.inline_characters

    def own_style(self, element: Element) -> OwnStyle | None:
        """Give what is declared for an element, None where nothing is."""
        attrs = element.attrs
        rules = self._matcher.rules(element) if self._has_rules else ()
        if STYLING_ATTRIBUTES.isdisjoint(attrs):
            if not rules and element.tag not in STYLING_TAGS:
                return None
            key: tuple[object, ...] = (element.tag, id(rules))
        else:
            styling = [(name, attrs[name]) for name in attrs if name in STYLING_ATTRIBUTES]
            key = (element.tag, id(rules), *styling)
        if key in self._known:
            return self._known[key]
        own = self._laid(element, rules)
        self._known[key] = own
        return own

    def _laid(self, element: Element, rules: tuple[int, ...]) -> OwnStyle | None:
        """Lay all over each other: tag and attributes, then sheets, then the style attribute."""
        layers = []
        hints = hint_block(element.tag, element.attrs)
        if hints is not None:
            layers.append(Layer(hints))
        layers.extend(self._matcher.layers[number] for number in rules)
        text = element.attrs.get("style")
        block = self._inline(text) if text else None
        if block is not None and block.stated:
            layers.append(Layer(block))
        return OwnStyle(tuple(layers), self._source) if layers else None

    def _inline(self, text: str) -> Block | None:
        block = self._blocks.get(text)
        if block is None:
            self._characters_left -= len(text)
            if self._characters_left < 0 or len(self._blocks) == self._limits.inline_texts:
                self.limit_reached = True
                return None
            limit = self._limits.sheet.declarations
            if text.count(";") > limit:
                self.limit_reached = True
            block = declarations_of(text, limit)
            self._blocks[text] = block
        return block
