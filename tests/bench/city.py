"""計り通し: all measurements on one invented city, from loading its book to printing records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from math import log
from pathlib import Path

from tests import databases
from tests.bench import pages, works, yardsticks
from tests.bench.figure import Figure, Goal
from tests.bench.installation import Installation, note_sizes
from tests.bench.measured import Measured, alone, measured

MEASUREMENTS = (
    *("load", "load-again", "register", "due-items", "rebuild", "verify", "record"),
    *("record-drawing", "pages"),
)
Say = Callable[[str], None]


@dataclass
class City:
    """One invented city on one database; `took` keeps what the larger city is compared with."""

    installation: Installation
    book: Path
    database: str
    contracts: int
    reading: Measured
    wanted: frozenset[str]
    say: Say
    took: dict[str, Measured] = field(default_factory=dict)
    opened: dict[str, float] = field(default_factory=dict)

    def figures(self) -> Iterator[Figure]:
        """Loads the book, which everything else needs, and measures what is wanted."""
        for name in MEASUREMENTS:
            if name == "load" or name in self.wanted:
                self.say(f"{self.database}, {self.contracts:,} contracts: {name}")
                yield from self._pages() if name == "pages" else [self._figure(name)]

    def _figure(self, name: str) -> Figure:
        measure = {
            "load": self._load,
            "load-again": self._load_again,
            "register": self._register,
            "due-items": self._due_items,
            "rebuild": self._rebuild,
            "verify": self._verify,
            "record": self._record,
            "record-drawing": self._record_drawing,
        }
        return measure[name]()

    def _load(self) -> Figure:
        took = self._take("load", measured(works.load, self.installation, self.book))
        note_sizes(self.installation)
        return self._against("load", took, self.reading, "openpyxl reads its cells", Goal(4))

    def _load_again(self) -> Figure:
        took = self._take("load-again", measured(works.load_again, self.installation, self.book))
        return self._against("load again", took, self.reading, "openpyxl reads its cells")

    def _register(self) -> Figure:
        took = self._take("register", measured(works.register, self.installation))
        like, plain = self.installation.register, self.installation.folder / "plain.xlsx"
        written = measured(yardsticks.write_cells, like, plain)
        share = self._effort(written) / self._effort(took)
        goal = Goal(1, at_least=True)
        return self._figure_of("register", "openpyxl writes as many", took, share, goal)

    def _due_items(self) -> Figure:
        took = self._take("due-items", measured(works.compute_due_items, self.installation))
        rate, goal = took.count / took.busy, Goal(20_000, at_least=True)
        return self._figure_of("due items", "items a second", took, rate, goal)

    def _rebuild(self) -> Figure:
        took = self._take("rebuild", measured(works.rebuild, self.installation))
        rate = took.count / self._effort(took)
        return self._figure_of("rebuild", "contracts a second", took, rate)

    def _verify(self) -> Figure:
        took = self._take("verify", measured(works.verify, self.installation))
        hashed = measured(yardsticks.hash_entries, self.installation)
        return self._against("verify", took, hashed, "SHA-256 of the same bytes", Goal(20))

    def _record(self) -> Figure:
        took = self._take("record", measured(works.print_records, self.installation))
        drawn = measured(works.redraw_records, self.installation)
        return self._against("record PDF", took, drawn, "reportlab draws the same", Goal(1.5))

    def _effort(self, took: Measured) -> float:
        """SQLite works inside the process: its busy seconds are the whole, whoever else is on the
        machine. What a server works is seen on the clock only.
        """
        return took.busy if self.database == "sqlite" else took.seconds

    def _record_drawing(self) -> Figure:
        """What the data layer costs; the figure before it holds our setting of text in as well."""
        took = measured(works.print_records, self.installation)
        drawn = measured(works.draw_records, self.installation)
        return self._against("record PDF", took, drawn, "its drawing, data at hand", Goal(1.5))

    def _pages(self) -> Iterator[Figure]:
        """Each page against the plain one, those with a peer's figure against that, and memory."""
        opening = alone(pages.open_pages, self.installation, self.contracts)
        shape = partial(Figure, database=self.database, contracts=self.contracts)
        plain = self._cost(opening.pages[pages.PLAIN])
        for name, opened in opening.pages.items():
            self.opened[name] = cost = self._cost(opened)
            goal = opening.goals.get(name)
            yield shape(
                f"page: {name}",
                "times the plain page",
                value=cost / plain,
                goal=goal,
                seconds=opened.seconds,
                busy=opened.busy,
                per_second=1 / cost,
            )
        for name, peer in pages.PEERS.items():
            if name in opening.pages:
                share = opening.pages[name].busy / peer.seconds
                yield shape(f"page: {name}", peer.words, value=share, goal=peer.goal)
        yield shape("a worker's memory", "MiB", value=opening.megabytes, goal=pages.MEMORY)

    def _cost(self, opened: pages.Opened) -> float:
        return opened.busy if self.database == "sqlite" else opened.seconds

    def _take(self, name: str, took: Measured) -> Measured:
        self.took[name] = took
        return took

    def _against(
        self, what: str, took: Measured, yardstick: Measured, against: str, goal: Goal | None = None
    ) -> Figure:
        ratio = self._effort(took) / self._effort(yardstick)
        return self._figure_of(what, against, took, ratio, goal)

    def _figure_of(
        self, what: str, against: str, took: Measured, value: float, goal: Goal | None = None
    ) -> Figure:
        return Figure(
            what,
            against,
            self.database,
            self.contracts,
            value,
            goal,
            took.seconds,
            took.busy,
            took.count / self._effort(took),
            took.megabytes,
        )


def growth(small: City, large: City) -> Iterator[Figure]:
    """How time and memory grow from one city to a larger one."""
    for name, goal in (("load", None), ("register", Goal(1.3)), ("verify", None)):
        if name in large.took and name in small.took:
            share = large.took[name].megabytes / small.took[name].megabytes
            against = f"peak memory at {small.contracts:,}"
            yield Figure(name, against, large.database, large.contracts, share, goal)
    for name in (name for name in large.opened if name in small.opened):
        slower = large.opened[name] / small.opened[name]
        against = f"its time at {small.contracts:,}"
        yield Figure(f"page: {name}", against, large.database, large.contracts, slower, Goal(1.5))
    if "due-items" in large.took and "due-items" in small.took:
        slower = large.took["due-items"].busy / small.took["due-items"].busy
        exponent = log(slower) / log(large.contracts / small.contracts)
        against = f"growth exponent from {small.contracts:,}"
        yield Figure("due items", against, large.database, large.contracts, exponent, Goal(1.05))


@contextmanager
def installed(kind: str, folder: Path, font_dir: Path) -> Iterator[Installation]:
    """The product on an empty database of this kind."""
    ready = folder / "ready"
    ready.mkdir(parents=True)
    with (
        databases.migrated(kind, ready) as like,
        databases.fresh(kind, folder, like=like) as url,
    ):
        yield Installation(url, folder, font_dir)
