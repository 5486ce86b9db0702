"""Invalid or wrong language stated for a text.

A screen reader reads a text by the rules of the language that `lang` states. A tag that names no
language (`english`, `pt_BR`, `jp`) leaves it to guess; a tag of another language than the text's
makes the message unintelligible.

## Not flagged
A missing or empty `lang`. Elements without text, or whose text is in elements with a `lang` of
their own. Tags whose language is registered, whatever region or script follows; codes of three
letters count as registered unless one of two letters exists (`eng`). A text too short or too much
like the stated language to be told from it. The tag on `<html>` counts even without a text.

## How to fix
State the language of the text: `en`, `de`, `pt-BR`.

## W3C test cases
All 26 cases of the ACT rules de46e4 and bf051a are judged as the W3C judges them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Fix
from app.domain.language_tag import base_language
from app.domain.severity import Confidence, Severity
from app.domain.span import BODY
from app.message.language import guess_language
from app.message.style import is_blank
from app.message.style_effect import MOST_PLACES
from app.message.tree import Document, Element, TextNode
from app.policy.language_tags import is_registered, meant_tag
from app.policy.languages import are_similar, language_name
from app.rules.accessibility._names import Names
from app.rules.contract import Example, RuleContext, rule
from app.rules.style_edits import with_attribute

_LONGEST_SAMPLE: Final = 1_000
_FEWEST_LETTERS: Final = 12
_GERMAN: Final = "Bitte teilen Sie uns mit, ob am Freitag jemand zu Hause ist."
_ENGLISH: Final = "Please tell us whether somebody is at home on Friday."


@rule(
    severity=Severity.WARNING,
    clauses=("wcag-language", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged(f'<html ⟦lang="english"⟧><body><p>{_ENGLISH}</p></body></html>'),
        Example.flagged('<div ⟦lang="jp"⟧><p>お届け先の建物名をお知らせください。</p></div>'),
        Example.flagged('<html ⟦lang="pt_BR"⟧><body>Segue a nota fiscal.</body></html>'),
        Example.flagged(f'<html ⟦lang="en"⟧><body><p>{_GERMAN}</p></body></html>'),
        Example.allowed(f'<html lang="de-AT"><body><p>{_GERMAN}</p></body></html>'),
        Example.allowed(f'<p lang="en">{_ENGLISH} <span lang="de">{_GERMAN}</span></p>'),
        Example.allowed(f'<div lang="">{_ENGLISH}</div>'),
        Example.allowed('<p lang="de">Anna Schmidt</p>', why="a name is in any language"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every stated language that is none, or not that of its text."""
    document = ctx.message.document
    if "lang" in document.attribute_names:
        source = ctx.message.fields[BODY].normalised
        yield from islice(_hits(document, source), MOST_PLACES)


def _hits(document: Document, source: str) -> Iterator[Hit]:
    names = Names(document)
    texts, pictures = _texts_by_holder(document, names)
    for element in document.having("lang"):
        tag = element.attrs["lang"]
        text = texts.get(element.index, "")
        if not tag:
            continue
        if not is_registered(tag):
            if text or element.index in pictures or element.tag == "html":
                yield _invalid(element, tag, source)
        elif len(text) >= _FEWEST_LETTERS:
            hit = _wrong(element, tag, text, source)
            if hit is not None:
                yield hit


def _texts_by_holder(document: Document, names: Names) -> tuple[dict[int, str], frozenset[int]]:
    """Collect what is read out by the element that states its language, and who holds pictures."""
    holders: dict[int, int] = {}
    parts: dict[int, list[str]] = {}
    pictures: set[int] = set()
    for _, node in document.walk:
        if isinstance(node, TextNode):
            holder = holders.get(node.parent.index)
            if holder is not None and not is_blank(node.text) and names.is_rendered(node.parent):
                parts.setdefault(holder, []).append(node.text)
        elif node.index not in holders:
            parent = node.parent
            if "lang" in node.attrs:
                holders[node.index] = node.index
            elif parent is not None and parent.index in holders:
                holders[node.index] = holders[parent.index]
            if node.attrs.get("alt") and node.index in holders and names.is_exposed(node):
                pictures.add(holders[node.index])
    texts = {holder: " ".join(" ".join(found).split()) for holder, found in parts.items()}
    return texts, frozenset(pictures)


def _invalid(element: Element, tag: str, source: str) -> Hit:
    meant = meant_tag(tag)
    fix = None
    if meant is not None:
        edits = with_attribute(element, "lang", meant, source)
        title = f"State the language as {meant}"
        make = Fix.safe if tag.replace("_", "-") == meant else Fix.review
        fix = make(title, *edits) if edits else None
    return Hit("The stated language is none.", element.attribute_span("lang"), fix=fix)


def _wrong(element: Element, tag: str, text: str, source: str) -> Hit | None:
    stated = base_language(tag)
    guess = guess_language(text[:_LONGEST_SAMPLE])
    found = base_language(guess.tag)
    if stated is None or found is None or stated == found or not guess.is_reliable:
        return None
    if are_similar(stated, found):
        return None
    edits = with_attribute(element, "lang", found, source)
    title = f"State the language as {found}"
    return Hit(
        f"The text is not in the stated language but in {language_name(found)}.",
        element.attribute_span("lang"),
        confidence=Confidence.MEDIUM,
        fix=Fix.review(title, *edits) if edits else None,
    )
