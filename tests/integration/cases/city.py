"""A city as it begins: one administrator from the command line, all others through the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from audits.roles import Role
from audits.wording import ROLE
from tests.integration.cases.clerk import Clerk, words_of
from tests.integration.cases.clock import Calendar
from tests.integration.installation import Installation

WHOLE_CITY = (Role.SECRETARIAT, Role.ADVISOR, Role.AUDITOR)
FIRST_WORDS = "まどのそとはあさのあめ"


class City:
    """The people of one case, and the day that it is.

    `officers` and `managers`: one for each department, under its name. Each comes back to the
    front door on a new day, as their sign-ins have ended by then.
    """

    def __init__(self, installation: Installation, calendar: Calendar) -> None:
        self.installation = installation
        self._calendar = calendar
        self._people: dict[str, Clerk] = {}
        self._names: Mapping[str, str] = {}
        self.officers: dict[str, Clerk] = {}
        self.managers: dict[str, Clerk] = {}

    @property
    def secretariat(self) -> Clerk:
        return self._people["secretariat"]

    @property
    def advisor(self) -> Clerk:
        return self._people["advisor"]

    @property
    def auditor(self) -> Clerk:
        return self._people["auditor"]

    @property
    def admin(self) -> Clerk:
        return self._people["admin"]

    def begin(
        self, day: date, departments: Sequence[str], names: Mapping[str, str] | None = None
    ) -> None:
        """The administrator enters the departments and, with their roles, the people.

        `names`: by 利用者名, of those who sign for more than a line of the record has room for.
        """
        self._names = names or {}
        self._calendar.turn(day)
        self._first_administrator()
        self.admin.follow("設定").follow("所管課")
        self.admin.fill("所管課の名前", list(departments)).press("加える").sees(*departments)
        for role in WHOLE_CITY:
            self._appoint(role.value, f"{ROLE[role]}の職員", role)
        for number, name in enumerate(departments, start=1):
            self._appoint(f"officer-{number}", f"{name} 担当", Role.OFFICER, name)
            self._appoint(f"manager-{number}", f"{name}長", Role.MANAGER, name)
            self.officers[name] = self._people[f"officer-{number}"]
            self.managers[name] = self._people[f"manager-{number}"]

    def on(self, day: date) -> None:
        """It is the morning of this day; whoever has something to do signs in anew."""
        self._calendar.turn(day)
        for person in self._people.values():
            person.is_here = False

    def on_each(self, first: date, last: date, step: timedelta) -> None:
        """The days pass, one step after the other, up to the last."""
        day = first
        while day <= last:
            self.on(day)
            day += step

    def _first_administrator(self) -> None:
        made = self.installation.run("users", "add", "admin", "--role", Role.ADMIN.value)
        assert made.exit_code == 0, made.output
        first = made.stdout.strip().splitlines()[-1]
        self._people["admin"] = self._newcomer("admin", first)

    def _appoint(self, login: str, name: str, role: Role, department: str = "") -> None:
        self.admin.follow("利用者").follow("利用者を加える")
        self.admin.fill("利用者名", login).fill("氏名", self._names.get(login, name))
        self.admin.fill("役割", ROLE[role])
        if department:
            self.admin.fill("所管課", department)
        self.admin.press("加える").sees("はじめのパスワード", login)
        _, password = self.admin.page.xpath("//dd/code")
        self._people[login] = self._newcomer(login, words_of(password))

    def _newcomer(self, login: str, first: str) -> Clerk:
        """Signs in with the first password, and changes it, as the page asks."""
        clerk = Clerk(self.installation.app, login, first).arrive()
        own = f"{FIRST_WORDS}{login}"
        clerk.fill("いまのパスワード", first).fill("新しいパスワード", own)
        clerk.fill("新しいパスワード（もう一度）", own).press("変える")
        clerk.password = own
        return clerk
