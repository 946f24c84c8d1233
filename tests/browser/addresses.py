"""The pages that are looked at in a real browser; whoever adds a page adds it here."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page, Response


class Address(NamedTuple):
    """A page and who looks at it; without a login it is looked at from outside.

    `by_way_of`: what stands in the links that are followed from the path, one page after another:
    what is on file of the fictitious city has other numbers each year.
    """

    path: str
    login: str = ""
    by_way_of: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return " → ".join((self.path, *self.by_way_of))

    def reach(self, page: Page) -> Response | None:
        """Opens the page."""
        response = page.goto(self.path)
        for part in self.by_way_of:
            link = page.locator(f'main a[href*="{part}"]').first
            response = page.goto(str(link.get_attribute("href")))
        return response


LOOK = ("parts", "forms", "forms?checked=1", "tasks?open=monthly", "contract", "matrix")
OFFICER, MANAGER = "health-officer", "health-manager"
NOT_VISITED = "/inspections?which=not_visited"
OF_A_VISIT = (NOT_VISITED, OFFICER, "/contracts/")
ADDRESSES = (
    Address("/sign-in"),
    *(Address(f"/look/{part}", "admin") for part in (*LOOK, "dashboard", "check_sheet")),
    Address("/look/nothing", "admin"),  # what is not there
    Address("/password", "school-officer"),
    Address("/", "school-officer"),
    Address("/contracts", "school-officer"),
    Address("/contractors", "secretariat"),
    Address("/contractors/1", "secretariat"),
    Address("/due-items?state=all", "secretariat"),
    Address("/violations", "auditor"),
    Address("/inspections", "secretariat"),
    Address("/inspections?which=not_visited", "school-officer"),
    Address("/findings?which=all", "secretariat"),
    Address("/incidents?which=all", "secretariat"),
    Address("/incidents?which=all", "secretariat", ("/incidents/of/",)),
    Address("/contracts", "school-officer", ("/contracts/", "/evidence/contract/")),
    Address("/contracts", "school-officer", ("/contracts/", "/evidence/entry/")),
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
    Address("/renewals", "school-officer"),
    Address("/renewals?which=made", "school-officer"),
    Address("/renewals", "school-officer", ("/entries/contract?from=",)),
    Address("/council", "secretariat"),
    Address("/council", "school-officer"),
    Address("/council/promises", "secretariat"),
    Address("/council/sessions", "secretariat"),
    Address("/council/session", "secretariat"),
    Address("/council/secretariat/matter", "secretariat"),
    Address("/council/connections?which=all", "auditor"),
    Address("/council/connections/K-003", "secretariat"),
    Address("/council/connection-on-day/K-003", "auditor"),
    Address("/council/secretariat/connection-change/connection/K-003", "secretariat"),
    Address("/council/secretariat/connection-mending/K-003?revision=2", "secretariat"),
    Address("/council/secretariat/safeguard-check/connection/K-003?key=S1", "secretariat"),
    Address("/consents", "school-manager"),
    Address("/exceptions", "secretariat"),
    Address("/exceptions?which=copy_out", "school-officer", ("/exceptions/of/",)),
    Address(
        "/exceptions?which=copy_out", "school-officer", ("/exceptions/of/", "/exceptions/copy/")
    ),
    Address(
        "/exceptions?which=waiting", "school-officer", ("/exceptions/of/", "/exceptions/change/")
    ),
    Address(
        "/exceptions?which=waiting", "school-manager", ("/exceptions/of/", "/exceptions/decide/")
    ),
    Address("/handlers", "secretariat"),
    Address("/handlers", "school-officer", ("/handlers/term/",)),
    Address("/certifications", "secretariat"),
    Address("/trainings", "health-officer"),
    Address("/periodic-reports", "school-officer"),
    Address("/people", "admin"),
    Address("/people/new", "admin"),
    Address("/people/account/school-officer", "admin"),
    Address("/settings", "admin"),
    Address("/departments", "admin"),
    Address("/departments/1", "admin"),
    Address("/erasure-methods", "school-officer"),
    Address("/erasure-methods/change", "secretariat"),
    Address("/clause-sets", "secretariat"),
    Address("/clause-sets/bring-in", "secretariat"),
    Address("/clause-sets/national-act-2023", "school-officer"),
    Address("/clause-sets/compare?before=prime-consent-2021&after=subcontract-2021", "auditor"),
    Address("/editions", "secretariat"),
    Address("/editions/standard-2026", "school-officer"),
    Address("/editions/compare?before=standard-2026&after=standard-2026", "auditor"),
    Address("/editions/library?q=カメラ", "school-officer"),
    Address("/mails", "secretariat"),
    Address("/operation-log", "auditor"),
    Address("/operation-log?result=refused&subject=無い", "admin"),
    Address("/retention", "school-manager"),
    Address("/retention?which=waiting", "secretariat"),
    Address("/retention?which=extended", "secretariat"),
    Address("/retention?which=disposed", "secretariat"),
    Address("/retention/extend", "secretariat"),
    Address("/registers", "secretariat"),
    Address("/registers", "school-officer"),
    Address("/loads", "school-officer"),
    *(
        Address(path, login, tuple(links))
        for path, login, *links in (
            ("/findings?which=all", "secretariat", "/findings/of/"),
            ("/findings", OFFICER, "/findings/of/", "/findings/order/"),
            ("/findings", OFFICER, "/findings/of/", "/findings/answer/"),
            ("/findings", OFFICER, "/findings/of/", "/findings/check/"),
            ("/findings", OFFICER, "/findings/of/", "/entries/finding-change/"),
            ("/findings", MANAGER, "/findings/of/", "/findings/extend/"),
            ("/findings?which=closed", MANAGER, "/findings/of/", "/findings/reopen/"),
            ("/findings?which=closed", OFFICER, "/findings/of/", "/entries/finding-days/"),
            ("/findings?which=all", OFFICER, "/findings/of/", "/reports/visit/"),
            (*OF_A_VISIT, "/check-sheets/"),
            (*OF_A_VISIT, "/check-sheets/", "/check-sheets/conclusion/"),
            (*OF_A_VISIT, "/check-sheets/", "/sheet-files/"),
            (*OF_A_VISIT, "/entries/plan/"),
            (*OF_A_VISIT, "/entries/visit/"),
            ("/contracts", OFFICER, "/contracts/", "view=overview", "/sheet-modules/"),
            ("/data", OFFICER, "/contracts/", "/carry-over/"),
            ("/data", OFFICER, "/contracts/", "/entries/disposal/"),
            ("/contracts", OFFICER, "/contracts/", "view=changes", "/contracts/as-of/"),
            ("/contracts", OFFICER, "/contracts/", "view=overview", "/entries/contract?from"),
            ("/plans", "school-officer", "/plans/left-open/"),
        )
    ),
)
