"""案内: the main menu by what people do; what is not there, or not for this person, is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import Flask, current_app, g, request

from app.acts.city import setting_value
from app.records.database import reading
from app.records.people import Person, beside
from app.web.page_address import address
from app.web.sessions import signed_in_person
from audits.roles import Act
from audits.wording import ROLE

HOME, SIGN_IN, SIGN_OUT, SEARCH = (
    "home.index",
    "sign_in.show",
    "sign_in.sign_out",
    "contracts.index",
)
CHANGE_PASSWORD = "sign_in.change_password"  # noqa: S105 — the name of a page


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An item: its words, the page it leads to, who may go there, and the rooms beneath it."""

    words: str
    endpoint: str
    act: Act
    rooms: frozenset[str] = frozenset()

    @property
    def room(self) -> str:
        return self.endpoint.partition(".")[0]

    @property
    def all_rooms(self) -> frozenset[str]:
        return self.rooms | {self.room}


TO_DO = MenuItem("やること", HOME, Act.SEE_HOME)
FIGURES = MenuItem("集計", "dashboard.show", Act.SEE_DASHBOARD)
WORK = (
    MenuItem(
        "契約",
        SEARCH,
        Act.SEE_CONTRACTS,
        frozenset(
            {
                *("amendments", "certifications", "consents", "contractors", "decisions"),
                *("entries", "evidence", "exceptions", "handlers", "owed_reports"),
                *("renewals", "retention", "sheet_modules"),
            }
        ),
    ),
    MenuItem("期限", "due_items.index", Act.SEE_DUE_ITEMS, frozenset({"violations", "receipts"})),
    MenuItem(
        "立入調査",
        "inspections.index",
        Act.SEE_CONTRACTS,
        frozenset(
            {
                *("check_sheets", "sheet_files", "findings", "plans", "reports"),
                *("visits", "visit_notices", "calendar", "photographs"),
            }
        ),
    ),
    MenuItem(
        "データと消去", "data.index", Act.SEE_CONTRACTS, frozenset({"erasures", "carry_over"})
    ),
    MenuItem("付議", "council.index", Act.SEE_CONTRACTS),
    MenuItem("事故", "incidents.index", Act.SEE_CONTRACTS),
    MenuItem("台帳", "registers.index", Act.TAKE_AWAY, frozenset({"loads"})),
)
# What the settings keep stands beneath the work for whoever only reads it.
READ_AT: Mapping[str | None, str] = {
    "clause_sets": SEARCH,
    "editions": "inspections.index",
    "erasure_methods": "data.index",
}
SETTINGS_ROOMS = frozenset(
    {"settings", "departments", "clause_sets", "editions", "erasure_methods", "mails"}
)
KEEPING = (
    MenuItem("利用者", "people.index", Act.MANAGE_PEOPLE),
    MenuItem("操作の記録", "operation_log.index", Act.SEE_OPERATION_LOG),
    # The administrator's settings, and the secretariat's: whoever is both begins with the former.
    MenuItem("設定", "settings.index", Act.CHANGE_SETTINGS, SETTINGS_ROOMS),
    MenuItem("設定", "editions.index", Act.PUBLISH_CHECK_SHEET, SETTINGS_ROOMS),
    # A tab of the settings for whoever has them.
    MenuItem("送信の記録", "mails.index", Act.SEE_SEND_LOG),
)
OWN = (
    MenuItem("パスワードを変える", CHANGE_PASSWORD, Act.CHANGE_OWN_PASSWORD),
    MenuItem("画面の部品", "look.show", Act.SEE_LOOK),
)


class MenuLink(NamedTuple):
    """An item as it is drawn; `current` is what aria-current says, blank elsewhere."""

    words: str
    href: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of a thing; `overdue` replaces the number by a red one with a sign."""

    words: str
    href: str
    current: bool = False
    count: int | None = None
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """Everything that stands in the band on top of a page."""

    home: str
    items: tuple[MenuLink, ...] = ()
    own: tuple[MenuLink, ...] = ()
    person: str = ""
    search: str = ""
    sign_out: str = ""


def register(app: Flask) -> None:
    app.jinja_env.globals.update(menu_here=header, city_name=city_name)


def header() -> Header:
    """For whoever asks; without a person only the way home."""
    person = signed_in_person()
    if person is None:
        return Header(_address(SIGN_IN))
    if person.must_change_password:
        return Header(_address(HOME), person=named(person), sign_out=_address(SIGN_OUT))
    return Header(
        home=_address(HOME),
        items=tuple(_links(person, ordered(person))),
        own=tuple(_links(person, OWN)),
        person=named(person),
        search=_address(SEARCH) if person.may(Act.SEE_CONTRACTS) else "",
        sign_out=_address(SIGN_OUT),
    )


def ordered(person: Person) -> tuple[MenuItem, ...]:
    """Whoever has a department begins with what it has to do, the others with the figures."""
    if person.departments:
        return (TO_DO, *WORK, FIGURES, *KEEPING)
    first = FIGURES if is_there(FIGURES) and person.may(FIGURES.act) else TO_DO
    return (first, *WORK, *KEEPING)


def named(person: Person) -> str:
    """保育課　宮野 さくら; the role where there is no department; the department only once."""
    roles = sorted(ROLE[role] for role in person.roles)
    [place, *more] = [*person.departments, *roles] or [""]
    place += "ほか" if more and len(person.departments) > 1 else ""
    return beside(place, person.name)


def remember_city_name(name: str) -> None:
    """For a page that has read the settings itself."""
    g.city_name = name


def city_name() -> str:
    """The city's name as the settings have it, asked once for each page."""
    if "city_name" not in g:
        with reading() as session:
            g.city_name = setting_value(session, "city_name")
    return str(g.city_name)


def is_there(item: MenuItem) -> bool:
    return item.endpoint in current_app.view_functions


def _links(person: Person, items: tuple[MenuItem, ...]) -> Iterator[MenuLink]:
    shown = list(_shown(person, items))
    for item in shown:
        yield MenuLink(item.words, address(item.endpoint), _current(item, shown))


def _shown(person: Person, items: tuple[MenuItem, ...]) -> Iterator[MenuItem]:
    """An item that stands beneath one before it is not shown again."""
    beneath: set[str] = set()
    for item in items:
        if item.room not in beneath and is_there(item) and person.may(item.act):
            beneath |= item.rooms
            yield item


def _current(item: MenuItem, shown: Sequence[MenuItem]) -> str:
    if request.endpoint == item.endpoint:
        return "page"
    if any(request.blueprint in each.all_rooms for each in shown):
        return "true" if request.blueprint in item.all_rooms else ""
    return "true" if READ_AT.get(request.blueprint) == item.endpoint else ""


def _address(endpoint: str) -> str:
    return address(endpoint) if endpoint in current_app.view_functions else "/"
