"""What elements look like before a message says anything: the browser's own style sheet.

Source: HTML Standard, "Rendering". Left out is what differs between mail programs and what no rule
looks at, such as vertical margins and the body's margin.
"""

from typing import Final, NamedTuple

from app.text.colour import Colour


class TagDefault(NamedTuple):
    """What a tag brings along. Empty or None leaves a value as it is inherited.

    `indent_px` counts on the left and, where `is_indented_right`, on the right as well.
    """

    display: str = "inline"
    font_size: str = ""
    font_weight: str = ""
    white_space: str = ""
    text_align: str = ""
    direction: str = ""
    color: Colour | None = None
    background: Colour | None = None
    is_underlined: bool = False
    indent_px: float = 0.0
    is_indented_right: bool = False


LINK: Final = "a[href]"
HIDDEN_INPUT: Final = "input[type=hidden]"
OPEN_DIALOG: Final = "dialog[open]"

PLAIN: Final = TagDefault()
_BLOCK: Final = TagDefault("block")
_NONE: Final = TagDefault("none")
_HEADINGS: Final = ("2em", "1.5em", "1.17em", "1em", "0.83em", "0.67em")
_LIST_INDENT_PX: Final = 40.0

NOT_RENDERED: Final = frozenset(
    (
        "area",
        "audio",
        "base",
        "basefont",
        "datalist",
        "dialog",
        "head",
        "iframe",
        "link",
        "meta",
        "noembed",
        "noframes",
        "object",
        "param",
        "rp",
        "script",
        "source",
        "style",
        "template",
        "title",
        "track",
        "video",
        HIDDEN_INPUT,
    )
)

_BLOCKS: Final = (
    *("address", "article", "aside", "body", "center", "details", OPEN_DIALOG, "dir", "div", "dl"),
    *("dt", "fieldset", "figcaption", "footer", "form", "header", "hgroup", "hr", "html", "legend"),
    *("main", "menu", "nav", "optgroup", "option", "p", "search", "section", "summary"),
)

TAG_DEFAULTS: Final[dict[str, TagDefault]] = {
    **dict.fromkeys(_BLOCKS, _BLOCK),
    **dict.fromkeys(NOT_RENDERED, _NONE),
    **{
        f"h{level}": TagDefault("block", font_size=size, font_weight="bold")
        for level, size in enumerate(_HEADINGS, start=1)
    },
    **dict.fromkeys(("ul", "ol", "menu", "dir"), TagDefault("block", indent_px=_LIST_INDENT_PX)),
    "dd": TagDefault("block", indent_px=_LIST_INDENT_PX),
    **dict.fromkeys(
        ("blockquote", "figure"),
        TagDefault("block", indent_px=_LIST_INDENT_PX, is_indented_right=True),
    ),
    "li": TagDefault("list-item"),
    **dict.fromkeys(("b", "strong"), TagDefault(font_weight="bolder")),
    **dict.fromkeys(("small", "sub", "sup"), TagDefault(font_size="smaller")),
    "big": TagDefault(font_size="larger"),
    **dict.fromkeys(("u", "ins"), TagDefault(is_underlined=True)),
    **dict.fromkeys(("pre", "listing", "plaintext", "xmp"), TagDefault("block", white_space="pre")),
    "nobr": TagDefault(white_space="nowrap"),
    "textarea": TagDefault("inline-block", white_space="pre-wrap"),
    **dict.fromkeys(
        ("input", "select", "meter", "progress", "marquee"), TagDefault("inline-block")
    ),
    "button": TagDefault("inline-block", background=Colour(239, 239, 239)),
    "mark": TagDefault(background=Colour(255, 255, 0)),
    LINK: TagDefault(color=Colour(0, 0, 238), is_underlined=True),
    "table": TagDefault("table"),
    "caption": TagDefault("table-caption", text_align="center"),
    "colgroup": TagDefault("table-column-group"),
    "col": TagDefault("table-column"),
    "thead": TagDefault("table-header-group"),
    "tbody": TagDefault("table-row-group"),
    "tfoot": TagDefault("table-footer-group"),
    "tr": TagDefault("table-row"),
    "td": TagDefault("table-cell"),
    "th": TagDefault("table-cell", font_weight="bold", text_align="center"),
}

# The tags that change more than how an element flows and where it stands.
RESTYLING: Final = frozenset(
    tag
    for tag, default in TAG_DEFAULTS.items()
    if default != TagDefault(default.display, *PLAIN[1:-2], *default[-2:])
)


def default_key(tag: str, attrs: dict[str, str]) -> str:
    """Name the row of `TAG_DEFAULTS` for a tag whose attributes decide."""
    if tag == "a" and "href" in attrs:
        return LINK
    if tag == "input" and attrs.get("type", "").strip().lower() == "hidden":
        return HIDDEN_INPUT
    if tag == "dialog" and "open" in attrs:
        return OPEN_DIALOG
    return tag
