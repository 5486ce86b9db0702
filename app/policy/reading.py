"""Reading the policy's data files; done once, at composition."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

_DATA: Final = files("app.policy") / "data"


@cache
def read_toml(*path: str) -> dict[str, Any]:
    """Read a data file, named by its path below the policy's data folder."""
    return tomllib.loads(_DATA.joinpath(*path).read_text(encoding="utf-8"))


def data_files(folder: str) -> tuple[str, ...]:
    """List the TOML files of a folder of the policy's data, sorted by name."""
    names = (entry.name for entry in _DATA.joinpath(folder).iterdir())
    return tuple(sorted(name for name in names if name.endswith(".toml")))
