"""bin/bench: measures an invented city, and prints every figure with its yardstick and its goal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tests.bench.figure import Figure, table
from tests.running import postgres_server
from tests.running.programs import POSTGRESQL
from tests.running.steps import font_folder

if TYPE_CHECKING:
    from tests.bench.city import City

KINDS = {"sqlite": ("sqlite",), "postgresql": ("postgresql",), "both": ("sqlite", "postgresql")}
SERVER = "MITODOKE_TEST_POSTGRES_URL"


def main() -> int:
    options = _options()
    kinds = KINDS[options.database]
    with _server("postgresql" in kinds), TemporaryDirectory(prefix="mitodoke-bench-") as folder:
        figures = list(_figures(options, kinds, Path(folder)))
    shown = [figure.as_json() for figure in figures]
    click.echo(json.dumps(shown, ensure_ascii=False, indent=1) if options.json else table(figures))
    return 0 if all(figure.met is not False for figure in figures) else 1


def _options() -> argparse.Namespace:
    # The names of the measurements, without importing the product before its server is known.
    parser = argparse.ArgumentParser(prog="bin/bench", description="Measures the product.")
    parser.add_argument(
        "--contracts", type=int, nargs="+", default=[1_000, 10_000], help="how many; several sizes"
    )
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--only", action="append", metavar="NAME", help="may be given repeatedly")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


@contextmanager
def _server(wanted: bool) -> Iterator[None]:
    """The PostgreSQL server that the environment names, else one of our own."""
    if not wanted or os.environ.get(SERVER):
        yield
        return
    programs = POSTGRESQL.find()
    if programs is None:
        raise SystemExit("PostgreSQL is not on this machine: --database sqlite does without it.")
    with postgres_server.running(programs) as url:
        os.environ[SERVER] = url
        yield


def _figures(options: argparse.Namespace, kinds: tuple[str, ...], folder: Path) -> Iterator[Figure]:
    # Not before: tests.databases reads where the server is when it is imported.
    from tests.bench import city, works, yardsticks
    from tests.bench.measured import measured

    wanted = frozenset(options.only or city.MEASUREMENTS)
    if unknown := wanted - frozenset(city.MEASUREMENTS):
        raise SystemExit(f"unknown: {', '.join(unknown)}; known: {', '.join(city.MEASUREMENTS)}")
    font_dir = Path(os.environ.get("MITODOKE_TEST_FONT_DIR") or font_folder())
    before: dict[str, City] = {}
    for contracts in sorted(options.contracts):
        book = folder / f"{contracts}.xlsx"
        _say(f"writing a book of {contracts:,} contracts")
        measured(works.generate, book, contracts, options.seed)
        reading = measured(yardsticks.read_cells, book)
        for kind in kinds:
            with city.installed(kind, folder / f"{kind}-{contracts}", font_dir) as installation:
                found = city.City(installation, book, kind, contracts, reading, wanted, _say)
                yield from found.figures()
                if kind in before:
                    yield from city.growth(before[kind], found)
                before[kind] = found


def _say(message: str) -> None:
    click.echo(f"… {message}", err=True)


if __name__ == "__main__":
    sys.exit(main())
