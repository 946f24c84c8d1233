"""何についての記入か: the matter, contract or connection that a form of the council is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, request

from app.acts.loading.change import Place
from app.acts.loading.sheets import ADVICES, CONNECTIONS, COUNCIL_MATTERS
from app.records import connection_list, council_rows, matter_page, newest
from app.records.council_rows import OfSubject, Reading
from app.records.reachable import reachable
from app.records.scope import Scope
from app.rooms.council.deeds import Of
from app.web.filing.deed import Deed
from app.web.filing.key import LONGEST
from app.web.page_address import address
from app.workbooks.hand_row import Typed

NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form is about, where its page stands, and the fact that it changes."""

    of: Of
    number: str = ""
    words: str = ""
    home: str = ""
    place: Place = NOWHERE
    facts: OfSubject | None = None
    on_file: newest.Newest | None = None

    @property
    def fixed(self) -> Mapping[str, Typed]:
        """What the form does not ask: where the fact belongs."""
        if self.of is Of.CONTRACT:
            return {"契約番号": self.number, "枝番": str(self.place.branch)}
        if self.of is Of.CONNECTION:
            return {"結合番号": self.number}
        return {"付議番号": self.number} if self.of is Of.MATTER else {}


def subject(session: Reading, deed: Deed, of: Of, number: str, scope: Scope) -> Subject:
    """What the address names, with 404 where it is not there or beyond the scope."""
    found = {
        Of.NOTHING: _nothing,
        Of.MATTER: _matter,
        Of.CONTRACT: _contract,
        Of.CONNECTION: _connection,
    }[of](session, deed, number, scope)
    if found is None or (deed.changes and found.on_file is None):
        abort(404)
    return found


def _nothing(_session: Reading, deed: Deed, _number: str, _scope: Scope) -> Subject:
    is_matter = deed.sheet is COUNCIL_MATTERS
    return Subject(
        Of.NOTHING, home=address("council.index" if is_matter else "council.connections")
    )


def _matter(session: Reading, deed: Deed, number: str, scope: Scope) -> Subject | None:
    values = matter_page.matter_of(session, number, scope)
    if values is None:
        return None
    return Subject(
        Of.MATTER,
        number,
        f"{number}　{values['title']}",
        address("council.matter", matter=number),
        on_file=newest.newest(session, deed.sheet.table, values["id"]),
    )


def _contract(session: Reading, deed: Deed, number: str, scope: Scope) -> Subject | None:
    key, branch = reachable(session, number, scope), request.args.get("branch", 0, type=int)
    if key is None:
        return None
    facts = council_rows.of_contract(session, key)
    if branch not in facts.branches:
        return None
    if deed.sheet is ADVICES:
        branch = 0
    party = f"　再委託先{branch}" if branch else ""
    return Subject(
        Of.CONTRACT,
        number,
        f"{number}　{facts.title}{party}",
        address("contracts.show", number=number, view="council"),
        Place(number, branch),
        facts,
        _named(session, deed, facts, branch),
    )


def _connection(session: Reading, deed: Deed, number: str, scope: Scope) -> Subject | None:
    values = connection_list.connection_of(session, number, scope)
    if values is None:
        return None
    facts = OfSubject(values["title"], values["department"], connection_id=values["id"])
    on_file = _named(session, deed, facts, 0)
    if deed.sheet is CONNECTIONS:
        on_file = newest.newest(session, deed.sheet.table, values["row"])
    return Subject(
        Of.CONNECTION,
        number,
        f"{number}　{values['title']}",
        address("council.connection", connection=number),
        Place(connection=number),
        facts,
        on_file,
    )


def _named(session: Reading, deed: Deed, facts: OfSubject, branch: int) -> newest.Newest | None:
    """The fact of which the address has the number, where one is changed."""
    key = request.args.get("key", "")
    if not deed.changes or not key or len(key) > LONGEST or deed.sheet is CONNECTIONS:
        return None
    row = council_rows.row_of(session, deed.sheet.table, facts, branch, key)
    return newest.newest(session, deed.sheet.table, row) if row is not None else None
