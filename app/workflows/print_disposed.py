"""廃棄簿を印刷する: what is left of the contracts that were disposed of, as a list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.acts.city import setting_value
from app.acts.paper_facts.disposed_facts import disposed_paper
from app.papers.disposed_list import disposed_list
from app.papers.fonts import fonts_in
from app.records import disposed_contracts
from app.records.database import reading
from app.records.disposed_contracts import WantedDisposed
from app.records.scope import EVERYTHING, Scope


def print_disposed(
    wanted: WantedDisposed, *, on: date, font_dir: Path, scope: Scope = EVERYTHING
) -> bytes:
    """All that the list on the page shows, however many pages that has."""
    with reading() as session:
        count = disposed_contracts.count(session, wanted, scope)
        found = disposed_contracts.page_of(session, wanted, scope, offset=0, limit=count)
        end = disposed_contracts.end(session)
        city = setting_value(session, "city_name")
    stubs = [stub for stub, _ in found]
    return disposed_list(disposed_paper(stubs, wanted, end, on, city), fonts_in(font_dir))
