"""画面を開く: the pages that people look at, each held against the plain page in the same run.

The application is called as a server calls it, in one process, without HTTP around it: what both
sides would pay alike for a server and a network would only bring the ratios nearer to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter, process_time
from typing import Any

from flask import Flask, current_app
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder

from app.acts import people, signing_in
from app.acts.people import Appointment
from app.clock import now
from app.records import dossier
from app.records.database import reading, transaction
from app.records.people import secret_of
from audits.roles import Role
from tests.bench import plain_page
from tests.bench.figure import Goal
from tests.bench.installation import Installation
from tests.bench.invented_contract import DEPARTMENTS
from tests.bench.measured import resident_megabytes

ROUNDS, WARMING = 40, 3
OFFICER, SECRETARIAT = "bench-officer", "bench-secretariat"
HELD = {
    OFFICER: Appointment(Role.OFFICER, DEPARTMENTS[0]),
    SECRETARIAT: Appointment(Role.SECRETARIAT),
}
COOKIE = "mitodoke"
PLAIN = "plain"
OK = 200
LIST, FIGURES, MEMORY = Goal(3), Goal(5), Goal(130)


@dataclass(frozen=True)
class Peer:
    """What the closest peer computes for such a page at 2,000 contracts (quality: speed)."""

    words: str
    seconds: float
    goal: Goal


PEERS = {
    "contracts": Peer("of a peer's 129 ms", 0.129, Goal(0.1)),
    "dashboard": Peer("of a peer's 2,300 ms", 2.3, Goal(0.025)),
}


@dataclass(frozen=True)
class Page:
    """A page, who looks at it, and its goal against the plain one; the addresses take turns."""

    name: str
    paths: tuple[str, ...]
    login: str = SECRETARIAT
    goal: Goal = LIST


@dataclass(frozen=True)
class Opened:
    """The median of opening a page: on the clock, and computed by the process."""

    seconds: float
    busy: float


@dataclass(frozen=True)
class Opening:
    """Every page's median, the plain one's as well, and the memory that the process holds then."""

    pages: Mapping[str, Opened]
    goals: Mapping[str, Goal]
    megabytes: float


def pages(contracts: int) -> Iterator[Page]:
    """What is measured; numbers of late pages are such that a city of this size has them."""
    late = max(1, contracts // 100)
    yield Page("contracts", ("/contracts", "/contracts?sort=title&page=7"))
    yield Page("contracts, a late page", (f"/contracts?page={late}",))
    yield Page("contracts, in red", ("/contracts?alert=red",))
    yield Page("contracts, searched", ("/contracts?q=保守", "/contracts?q=ことり"))
    yield Page("contracts of an officer", ("/contracts",), OFFICER)
    yield Page("due items, overdue", ("/due-items", "/due-items?page=3"))
    yield Page("due items, all, a late page", (f"/due-items?state=all&page={late * 5}",))
    yield Page("due items, filtered", ("/due-items?state=all&kind=inspection&department=税務課",))
    yield Page("due items of an officer", ("/due-items",), OFFICER)
    yield Page("home of an officer", ("/",), OFFICER)
    yield Page("home of the city", ("/",))
    yield Page("inspections", ("/inspections", "/inspections?page=3"))
    yield Page("data", ("/data", "/data?page=3"))
    yield Page("findings", ("/findings?which=all",))
    yield Page("dashboard", ("/dashboard",), goal=FIGURES)


def open_pages(installation: Installation, contracts: int, rounds: int = ROUNDS) -> Opening:
    """Opens all pages in turns, a round of each at a time, so that all share the machine alike."""
    plain_page.make_database(installation.folder / "plain.sqlite3", contracts)
    with installation.running():
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        cookies = {login: f"{COOKIE}={_sign_in(login)}" for login in HELD}
        asked = [(page, cookies[page.login]) for page in pages_there(app, contracts)]
        taken: dict[str, list[tuple[float, float]]] = {page.name: [] for page, _ in asked}
        taken[PLAIN] = []
        for turn in range(WARMING + rounds):
            taken[PLAIN].append(_opened(plain_page.app.wsgi_app, "/", ""))
            for page, cookie in asked:
                path = page.paths[turn % len(page.paths)]
                taken[page.name].append(_opened(app.wsgi_app, path, cookie))
    medians = {name: _median(each) for name, each in taken.items()}
    return Opening(medians, {page.name: page.goal for page, _ in asked}, resident_megabytes())


def pages_there(app: Flask, contracts: int) -> Iterator[Page]:
    """The pages whose rooms are built, and one contract's."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    yield from (page for page in pages(contracts) if page.paths[0].partition("?")[0] in rules)
    with reading() as session:
        numbers = dossier.contract_numbers(session)
    some = numbers[:: max(1, len(numbers) // ROUNDS)]
    yield Page("one contract", tuple(f"/contracts/{number}" for number in some))


def _opened(application: Callable[..., Any], path: str, cookie: str) -> tuple[float, float]:
    """Asks for a page once; seconds on the clock and of the processor."""
    environ = EnvironBuilder(path, headers=[("Cookie", cookie)] if cookie else []).get_environ()
    told: list[str] = []
    began, busy = perf_counter(), process_time()
    answer = application(environ, lambda status, *_: told.append(status))
    for _ in answer:
        pass
    if close := getattr(answer, "close", None):
        close()
    taken = perf_counter() - began, process_time() - busy
    if int(told[0].split()[0]) != OK:
        raise AssertionError(f"{path} was answered with {told[0]}")
    return taken


def _median(taken: list[tuple[float, float]]) -> Opened:
    seconds, busy = zip(*taken[WARMING:], strict=True)
    return Opened(median(seconds), median(busy))


def _sign_in(login: str) -> str:
    """The token of a person who is signed in."""
    with transaction() as session:
        if secret_of(session, login) is None:
            _add(session, login, HELD[login])
        secret = secret_of(session, login)
        if secret is None:
            raise LookupError(login)
        return signing_in.open_session(session, secret.person_id, now())


def _add(session: Session, login: str, held: Appointment) -> None:
    people.add(
        session,
        login,
        "計測",
        [held],
        password="一万件の契約を見る",
        for_good=True,
        first_on=date(2020, 4, 1),
        by="計測",
        at=datetime.now(UTC),
    )
