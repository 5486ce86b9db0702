"""Start a new rule: `make rule FAMILY=link NAME=shortened` writes its module."""

import sys
from pathlib import Path

import app

_TEMPLATE = '''"""{sentence}.

Say in a paragraph why Amazon minds, and what happens to the seller.

## Not flagged
Say what looks alike and is fine, and why.

## How to fix
Say what to do instead.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("presend",),
    since="{version}",
    examples=(
        Example.flagged("Mark what is flagged with ⟦these brackets⟧."),
        Example.allowed("Show what is let pass, with a reason.", why="Say why"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every place."""
    for passage in ctx.message.passages:
        place = passage.text.find("these brackets")
        if place >= 0:
            yield Hit("Says what is wrong.", passage.span(place, place + len("these brackets")))
'''


def main(family: str, name: str) -> int:
    """Write `app/rules/<family>/<name>.py`, and the family's package where it is new."""
    module = name.replace("-", "_")
    if not (family.isidentifier() and module.isidentifier()):
        sys.stderr.write("FAMILY and NAME are lower-case words, joined by - or _\n")
        return 2
    folder = Path(app.__file__).parent / "rules" / family
    path = folder / f"{module}.py"
    if path.exists():
        sys.stderr.write(f"{path} is there already\n")
        return 1
    folder.mkdir(exist_ok=True)
    package = folder / "__init__.py"
    if not package.exists():
        package.write_text(f'"""Rules of the family {family}."""\n', encoding="utf-8")
    sentence = f"{name.replace('_', ' ').replace('-', ' ').capitalize()} in the message"
    path.write_text(_TEMPLATE.format(sentence=sentence, version=app.__version__), encoding="utf-8")
    sys.stdout.write(f"{path}: write its page, its examples and its check; then: make check test\n")
    return 0


if __name__ == "__main__":
    _ARGUMENTS = 3
    if len(sys.argv) != _ARGUMENTS:
        sys.exit("usage: make rule FAMILY=<family> NAME=<name>")
    sys.exit(main(sys.argv[1], sys.argv[2]))
