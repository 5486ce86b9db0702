"""Messages to measure with: ordinary ones of given sizes, and hostile ones of 256 KB."""

from collections.abc import Iterator

_ORDER = "028-1234567-1234567"
_HEAD = (
    '<div style="max-width:600px;margin:0 auto;font-size:14px">'
    f"<h1>Delivery of your wardrobe</h1><p>Hello Mr Weber, your order {_ORDER} is ready.</p>"
)
_BLOCKS = (
    (
        "<p>The carrier calls you the day before and brings the parcels up to the third floor. "
        "Please have somebody at home between <b>8 am</b> and <b>1 pm</b>, &amp; keep the hallway "
        "free.</p>"
    ),
    (
        '<table role="presentation" width="100%"><tr><td style="padding:4px 8px">Parcel 1 of 3</td>'
        '<td style="padding:4px 8px">Side panels, 62 kg</td></tr></table>'
    ),
    (
        "<p>If the date does not suit you, choose another under "
        '<a href="https://www.amazon.de/your-orders/">your orders</a>, or answer this message. '
        "The tools you need are a cross-head screwdriver and a spirit level.</p>"
    ),
    "<ul><li>Check the boxes for damage.</li><li>Keep the packaging until it stands.</li></ul>",
)
_TAIL = "<p>Kind regards<br>Möbelhaus Nordlicht</p></div>"
SIZE_LIMIT = 256 * 1024


def ordinary(size: int) -> str:
    """Give an ordinary, well-formed service message of about `size` characters, none less."""
    parts = [_HEAD]
    length = len(_HEAD) + len(_TAIL)
    number = 0
    while length < size:
        block = _BLOCKS[number % len(_BLOCKS)].replace("Parcel 1", f"Parcel {number}")
        parts.append(block)
        length += len(block)
        number += 1
    return "".join((*parts, _TAIL))


def hostile() -> Iterator[tuple[str, str]]:
    """Yield bodies made to be slow, each with its name, none larger than what is taken."""

    def fill(piece: str) -> str:
        return piece * (SIZE_LIMIT // len(piece.encode()))

    yield "nested div", fill("<div>")
    yield "nested b", fill("<b>")
    yield "misnested", fill("<b><i></b></i>")
    yield "tables", fill("<table><tr><td>")
    yield "foster-parented", fill("<table>x")
    yield "attributes", "<p " + "".join(f"a{i}=1 " for i in range(25_000)) + ">"
    yield "style attributes", fill('<p style="color:red;margin:1px">x</p>')
    yield "sheet", "<style>" + fill("p{color:red}")[: SIZE_LIMIT - 20] + "</style><p>x"
    yield (
        "selectors",
        "<style>" + fill("a b c d,")[: SIZE_LIMIT - 3000] + "p{}</style>" + "<a>" * 900,
    )
    yield "entities", fill("&amp;")
    yield "unclosed tags", fill("<")
    yield "comments", fill("<!--")
    yield "spaces", fill(" ")
    yield "line breaks", fill("<br>")
    yield "zero width", fill("\u200b")
    yield "joiners", fill("👨\u200d")
    yield "homoglyphs", fill("рay ")
    yield "combining marks", "a" + fill("\u0301")
    yield "at signs", fill("a@")
    yield "dots", fill("a.")
    yield "digits", fill("1")
    yield "digits with dashes", fill("12-")
    yield "www", fill("www.")
    yield "braces", fill("{{")
    yield "brackets", fill("[")
    yield "one word", fill("a")
    yield "quotes", fill("'")
    yield "reviews", fill("review if happy ")
    yield "links", fill('<a href="https://a.example/">x</a>')
    yield "spelled links", fill("shop dot com ")
