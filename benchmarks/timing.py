"""Timing things side by side: interleaved rounds, medians."""

import time
from collections.abc import Callable
from statistics import median

Work = Callable[[], object]


def interleaved(
    works: dict[str, Work], rounds: int = 15, seconds: float = 0.05
) -> dict[str, float]:
    """Time each piece of work in turn, round by round; give the median seconds of one run.

    A piece is repeated within a round until `seconds` have passed.
    """
    repeats = {}
    for name, work in works.items():
        work()
        started = time.perf_counter()
        work()
        repeats[name] = max(1, int(seconds / max(time.perf_counter() - started, 1e-7)))
    samples: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            started = time.perf_counter()
            for _ in range(repeats[name]):
                work()
            samples[name].append((time.perf_counter() - started) / repeats[name])
    return {name: median(found) for name, found in samples.items()}
