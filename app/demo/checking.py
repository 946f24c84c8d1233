"""お試しの実施の確認: what was seen of the promises of a connection without a contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.acts.checking_safeguards import CheckSaid
from app.demo.calendar import Calendar
from app.demo.cases_registry import NETWORK
from app.demo.departments import REGISTRY
from app.records.database import reading
from app.records.people import Person, person_named
from app.workflows.check_safeguard import check_safeguard
from audits.promise import CheckedAs
from audits.roles import Act

SAFEGUARD = "S1"
SEEN = "端末3台の更新の記録を画面で見て、毎月適用していることを確かめた"
LAGGING = "端末3台のうち1台で、先月の更新が適用されていなかった。その場で適用した"
OFFICER = f"{REGISTRY.name}住民記録係長"


@dataclass(frozen=True)
class Checking:
    """Two years ago in order, last year first not and then in order; this year not yet."""

    calendar: Calendar
    at: datetime

    def check(self) -> None:
        with reading() as session:
            secretariat = person_named(session, "secretariat", self.calendar.on)
        if secretariat is None:
            raise LookupError("secretariat")
        for years, days, result, text in (
            (-2, 170, CheckedAs.IN_PLACE, SEEN),
            (-1, 150, CheckedAs.NOT_IN_PLACE, LAGGING),
            (-1, 215, CheckedAs.IN_PLACE, SEEN),
        ):
            day = self.calendar.open_after(self.calendar.years(years).first, days)
            self._keep(day, result, text, secretariat)

    def _keep(self, day: date, result: CheckedAs, text: str, by: Person) -> None:
        place = f"{REGISTRY.name} 住基ネット点検の綴り"
        said = CheckSaid(NETWORK, SAFEGUARD, day, result, text, OFFICER, place)
        key = f"demo check {day.isoformat()}"
        check_safeguard(said, None, Act.ENTER_COUNCIL_MATTER, key=key, by=by, at=self.at)
