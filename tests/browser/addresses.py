"""The pages that are looked at in a real browser; whoever adds a page adds it here."""

from __future__ import annotations

from typing import NamedTuple


class Address(NamedTuple):
    """A page and who looks at it; without a login it is looked at from outside."""

    path: str
    login: str = ""


LOOK = ("parts", "forms", "forms?checked=1", "tasks?open=monthly", "contract", "matrix")
ADDRESSES = (
    Address("/sign-in"),
    *(Address(f"/look/{part}", "admin") for part in (*LOOK, "dashboard", "check_sheet")),
    Address("/look/nothing", "admin"),  # what is not there
    Address("/password", "school-officer"),
    Address("/", "school-officer"),
    Address("/contracts", "school-officer"),
    Address("/due-items?state=all", "secretariat"),
    Address("/violations", "auditor"),
    Address("/inspections", "secretariat"),
    Address("/inspections?which=not_visited", "school-officer"),
    Address("/findings?which=all", "secretariat"),
    Address("/data", "secretariat"),
    Address("/data/certificates", "auditor"),
    Address("/dashboard", "secretariat"),
    Address("/dashboard", "school-manager"),
    Address("/plans", "school-officer"),
    Address("/plans/departments", "secretariat"),
    Address("/plans/department?department=教育支援課", "school-manager"),
    Address("/plans/risk", "secretariat"),
    Address("/visits", "school-officer"),
    Address("/visits?which=open", "secretariat"),
    Address("/calendar", "school-officer"),
    Address("/calendar?span=week&whose=all", "secretariat"),
    Address("/calendar/feed", "school-manager"),
    Address("/entries/contract", "school-officer"),
    Address("/people", "admin"),
    Address("/people/new", "admin"),
    Address("/people/account/school-officer", "admin"),
    Address("/settings", "admin"),
    Address("/departments", "admin"),
    Address("/departments/1", "admin"),
    Address("/editions", "secretariat"),
    Address("/editions/standard-2026", "school-officer"),
    Address("/editions/compare?before=standard-2026&after=standard-2026", "auditor"),
    Address("/editions/library?q=カメラ", "school-officer"),
    Address("/mails", "secretariat"),
    Address("/registers", "secretariat"),
    Address("/registers", "school-officer"),
    Address("/loads", "school-officer"),
)
