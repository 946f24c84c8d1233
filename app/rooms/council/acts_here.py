"""ここでできること: which forms of the council a person may fill in, and where they are."""

from __future__ import annotations

from dataclasses import dataclass

from app.records.people import Person
from app.records.scope import Scope
from app.rooms.council.deeds import ACTS, Of, Who
from app.rooms.council.forms import PARTS, endpoint
from app.web.page_address import address

NAMES = {Of.MATTER: "matter", Of.CONTRACT: "number", Of.CONNECTION: "connection"}


@dataclass(frozen=True, slots=True)
class ActsHere:
    """What the person may do; blank addresses where there is nothing to do."""

    person: Person

    def reaches(self, who: Who, department: str) -> bool:
        """Whether the person may do this as such for a contract or connection of the department."""
        scope: Scope = self.person.scope_of(ACTS[who])
        return scope.everything or department in scope.departments

    def keeps(self) -> bool:
        """Whether the person looks after what is laid before the council."""
        return self.person.may(ACTS[Who.SECRETARIAT])

    def form(
        self, who: Who, name: str, of: Of, number: str = "", department: str = "", **asked: str
    ) -> str:
        """The address of the form, for one who may fill it in as such; else blank."""
        if not self.reaches(who, department):
            return ""
        named = {NAMES[of]: number} if PARTS[of] else {}
        return address(f"council.{endpoint(who, name, of)}", **named, **asked)

    def first(
        self, name: str, of: Of, number: str, department: str, *whos: Who, **asked: str
    ) -> str:
        """The form as the first of these that the person may be."""
        for who in whos:
            found = self.form(who, name, of, number, department, **asked)
            if found:
                return found
        return ""
