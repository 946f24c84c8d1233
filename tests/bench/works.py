"""計る仕事: what the product does, each in a process of its own, with its stopwatch."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from app.acts.city import city_on_file
from app.acts.paper_facts.record_paper import record_paper
from app.acts.register.scope import Scope
from app.papers.fonts import fonts_in
from app.papers.management_record import management_record
from app.records import dossier, editions, facts
from app.records.database import reading
from app.workflows.load_workbook import load_workbook
from app.workflows.print_papers import print_record
from app.workflows.rebuild_due_items import rebuild_due_items
from app.workflows.verify_records import verify_records
from app.workflows.write_register import write_register
from audits.duties import due_items
from tests.bench.installation import Installation
from tests.bench.invented_book import write_book
from tests.bench.invented_contract import TODAY
from tests.bench.measured import Stopwatch
from tests.bench.recorded_drawing import recorded
from tests.bench.yardsticks import rows_in

AT = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
BY = "計測"
RECORDS = 100


def generate(watch: Stopwatch, book: Path, contracts: int, seed: int) -> float:
    """Writes the invented book; its rows."""
    with watch:
        return write_book(book, contracts, seed)


def load(watch: Stopwatch, installation: Installation, book: Path, *, again: bool = False) -> float:
    """Loads a book, or loads it a second time; the rows read."""
    with installation.running(), watch:
        loading = load_workbook(book, by=BY, at=AT)
    if loading.errors or loading.written is again:
        raise AssertionError(f"not loaded as it should be: {loading.errors[:3]}")
    return sum(count.read for count in loading.sheets.values())


def load_again(watch: Stopwatch, installation: Installation, book: Path) -> float:
    """Loads what is on file already; the rows read."""
    return load(watch, installation, book, again=True)


def register(watch: Stopwatch, installation: Installation) -> float:
    """Writes the register of everything; its rows."""
    with installation.running(), watch:
        write_register(installation.register, Scope(TODAY))
    return rows_in(installation.register)


def compute_due_items(watch: Stopwatch, installation: Installation) -> float:
    """Due items of all contracts from facts that are in memory already; their number."""
    found = 0
    with installation.running(), reading() as session:
        city = city_on_file(session)
        ids = facts.contract_ids(session)
        on_file = facts.contracts_on_file(session, ids, editions.clause_sets(session))
        while some := [contract for _, contract in islice(on_file, facts.BATCH)]:
            with watch:
                found += sum(len(due_items(contract, city)) for contract in some)
    return found


def rebuild(watch: Stopwatch, installation: Installation) -> float:
    """Computes the whole projection anew; the number of contracts."""
    with installation.running():
        with watch:
            rebuild_due_items(by=BY, at=AT)
        with reading() as session:
            return len(facts.contract_ids(session))


def verify(watch: Stopwatch, installation: Installation) -> float:
    """Verifies every chain and every row behind it; the number of entries."""
    with installation.running(), watch:
        found = verify_records()
    if found.faults:
        raise AssertionError(f"a sound record was found faulty: {found.faults[0]}")
    return found.entries


def print_records(watch: Stopwatch, installation: Installation) -> float:
    """Prints some records from the database."""
    with installation.running():
        fonts_in(installation.font_dir)
        for number in _some_contracts():
            with watch:
                print_record(number, on=TODAY, font_dir=installation.font_dir)
    return RECORDS


def draw_records(watch: Stopwatch, installation: Installation) -> float:
    """Yardstick: our own drawing alone, of the same records, with all facts at hand."""
    with installation.running(), reading() as session:
        fonts = fonts_in(installation.font_dir)
        for number in _some_contracts():
            found = dossier.dossier(session, number, TODAY)
            if found is None:
                raise AssertionError(f"{number} is not on file")
            paper = record_paper(found)
            with watch:
                management_record(paper, fonts)
    return RECORDS


def redraw_records(watch: Stopwatch, installation: Installation) -> float:
    """Yardstick: reportlab draws the same strings and lines as in `print_records`, as recorded."""
    with installation.running():
        for number in _some_contracts():
            with recorded() as drawing:
                pdf = print_record(number, on=TODAY, font_dir=installation.font_dir)
            with watch:
                again = drawing.draw()
            if again != pdf:
                raise AssertionError(f"the record of {number} was not drawn again as it was")
    return RECORDS


def _some_contracts() -> list[str]:
    """Contracts from all over the city."""
    with reading() as session:
        numbers = dossier.contract_numbers(session)
    return numbers[:: max(1, len(numbers) // RECORDS)][:RECORDS]
