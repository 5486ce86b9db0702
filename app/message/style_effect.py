"""Which declarations of an inherited property reach a text that a buyer sees.

A declaration counts where it is in effect on such a text, or would be if what overrides it nearer
to the text were taken away. So mending one declaration after the other uncovers nothing new.
A declaration that goes back to the default ends the search: what stands further out has no effect.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import chain, islice
from typing import Final, NamedTuple

from app.domain.span import Span
from app.message.style import StyleResult
from app.message.style_own import OwnStyle
from app.message.style_values import Stated
from app.message.tree import Element

# A message with more is as bad with a hundred, and each place costs a look into the source.
MOST_PLACES: Final = 100
# Elements that one rule selects are mostly alike; so many of them tell what it does.
_MOST_ASKED: Final = 20


class Effect(Enum):
    """What a declaration does to the property in question."""

    NONE = "none"
    DEFAULT = "default"
    OVERRIDE = "override"


class Override(NamedTuple):
    """A declaration that overrides a default, and the element it stands at.

    `is_conditional` says that it holds in some views only.
    """

    element: Element
    own: OwnStyle
    stated: Stated
    is_conditional: bool = False

    @property
    def span(self) -> Span | None:
        """The declaration's place."""
        return self.own.span(self.element, self.stated)


Judge = Callable[[Element, Stated], Effect]


def overrides(
    styles: StyleResult,
    names: Iterable[str],
    judge: Judge,
    *,
    resets: Callable[[Element], bool] | None = None,
    with_camouflaged: bool = False,
) -> Iterator[Override]:
    """Yield the declarations of some properties that override a default, each place once.

    Those that hold in some views only come last. `resets` names elements whose tag takes nothing
    over. Text that nothing but its own colour hides counts only `with_camouflaged`. More than
    `MOST_PLACES` are not looked for.
    """
    wanted = tuple(names)
    found = chain(
        _in_effect(styles, wanted, judge, resets, with_camouflaged=with_camouflaged),
        _conditional(styles, wanted, judge),
    )
    return islice(_each_once(found), MOST_PLACES)


def _each_once(found: Iterable[Override]) -> Iterator[Override]:
    """Leave out repetitions: a declaration of a sheet is one place, however many it reaches."""
    seen: set[tuple[int, int]] = set()
    for override in found:
        layer = override.own.layer_of(override.stated)
        # The parser copies misnested elements: equal places are one.
        place = layer.base if layer.is_from_sheet else (override.element.start or -1)
        key = (id(override.stated), place)
        if key not in seen:
            seen.add(key)
            yield override


def _in_effect(
    styles: StyleResult,
    names: tuple[str, ...],
    judge: Judge,
    resets: Callable[[Element], bool] | None,
    *,
    with_camouflaged: bool,
) -> Iterator[Override]:
    if styles.declared.keys().isdisjoint(names):
        return
    reached: set[int] = set()
    for holder in styles.text_parents:
        if holder.style.is_hidden and not with_camouflaged:
            continue
        element: Element | None = holder
        while element is not None and id(element) not in reached:
            reached.add(id(element))
            found, ends = _stated(element, names, judge)
            yield from found
            if ends or (resets is not None and resets(element)):
                break
            element = element.parent


def _stated(
    element: Element, names: tuple[str, ...], judge: Judge
) -> tuple[Sequence[Override], bool]:
    """Give the overrides of one element, and whether what stands further out has no effect."""
    own = element.own_style
    if own is None or own.winners.keys().isdisjoint(names):
        return (), False
    found: list[Override] = []
    for stated in own.strongest_first(names):
        effect = judge(element, stated)
        if effect is Effect.DEFAULT:
            return found, True
        if effect is Effect.OVERRIDE:
            found.append(Override(element, own, stated))
    return found, False


def _conditional(styles: StyleResult, names: tuple[str, ...], judge: Judge) -> Iterator[Override]:
    asked: dict[int, int] = {}
    for element, layer in styles.conditionals:
        if id(element) not in styles.text_counts or layer.block.winners.keys().isdisjoint(names):
            continue
        asked[id(layer)] = asked.get(id(layer), 0) + 1
        if asked[id(layer)] > _MOST_ASKED:
            continue
        own = OwnStyle((layer,), styles.source)
        for stated in own.strongest_first(names):
            if judge(element, stated) is Effect.OVERRIDE:
                yield Override(element, own, stated, is_conditional=True)
