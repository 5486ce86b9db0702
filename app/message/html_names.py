"""The names of HTML's elements, by what the language makes of them (HTML Living Standard)."""

from typing import Final

_VOID: Final = """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track
    wbr
"""
_END_IS_OPTIONAL: Final = """
    html head body p li dt dd rb rt rtc rp optgroup option caption colgroup thead tbody tfoot tr td
    th
"""
_RAW_TEXT: Final = "script style xmp iframe noembed noframes plaintext"
_FORMATTING: Final = "b big code em font i nobr s small strike strong tt u"
_OTHER: Final = """
    a abbr acronym address applet article aside audio bdi bdo blink blockquote button canvas center
    cite data datalist del details dfn dialog dir div dl fieldset figcaption figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup ins kbd label legend listing main map mark marquee math
    menu meter nav noscript object ol output picture pre progress q ruby samp search section select
    slot span sub summary sup svg table template textarea time title ul var video
"""

VOID: Final = frozenset(_VOID.split())
END_IS_OPTIONAL: Final = frozenset(_END_IS_OPTIONAL.split())
RAW_TEXT: Final = frozenset(_RAW_TEXT.split())
FORMATTING: Final = frozenset(_FORMATTING.split())
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
ELEMENTS: Final = VOID | END_IS_OPTIONAL | RAW_TEXT | FORMATTING | frozenset(_OTHER.split())
