"""計り方: runs a piece of work in a process of its own, and says how long and how big it was."""

from __future__ import annotations

import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

STATUS = Path("/proc/self/status")
Work = Callable[..., float]
Result = TypeVar("Result")


class Stopwatch:
    """Adds up the time between entering and leaving; what is set up outside does not count."""

    def __init__(self) -> None:
        self.seconds = self.busy = 0.0
        self._started = self._busy_before = 0.0

    def __enter__(self) -> None:
        self._started, self._busy_before = perf_counter(), process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += perf_counter() - self._started
        self.busy += process_time() - self._busy_before


@dataclass(frozen=True)
class Measured:
    """What a piece of work took, and the number that it gave (rows, items, entries …).

    `busy` are the seconds that its process computed; a shared machine makes `seconds` longer.
    """

    seconds: float
    busy: float
    megabytes: float
    count: float


def measured(work: Work, *arguments: Any) -> Measured:
    """Does `work(stopwatch, *arguments)` in a fresh process."""
    return alone(_measure, work, *arguments)


def alone(work: Callable[..., Result], *arguments: Any) -> Result:
    """What `work(*arguments)` gives in a fresh process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def _measure(work: Work, *arguments: Any) -> Measured:
    watch = Stopwatch()
    count = work(watch, *arguments)
    return Measured(watch.seconds, watch.busy, _peak_megabytes(), count)


def _peak_megabytes() -> float:
    """The most memory this process ever held; ru_maxrss may count its parent's memory in."""
    if STATUS.exists():
        return _told("VmHWM")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def resident_megabytes() -> float:
    """The memory that this process holds now; its peak where the system does not say."""
    return _told("VmRSS") if STATUS.exists() else _peak_megabytes()


def _told(name: str) -> float:
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024
