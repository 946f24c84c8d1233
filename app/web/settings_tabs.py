"""設定の見出し: the pages beneath 設定, for whoever may go there."""

from __future__ import annotations

from flask import url_for

from app.records.people import Person
from app.web.navigation import Tab
from audits.roles import Act

PAGES = (
    ("市の設定", "settings.index", Act.CHANGE_SETTINGS),
    ("リスクの点", "settings.risk", Act.CHANGE_RISK_WEIGHTS),
    ("所管課", "departments.index", Act.MANAGE_DEPARTMENTS),
    ("特記事項", "clause_sets.index", Act.PUBLISH_CLAUSE_SET),
    ("チェックシート", "editions.index", Act.PUBLISH_CHECK_SHEET),
    ("消去方法", "erasure_methods.index", Act.KEEP_ERASURE_METHODS),
    ("送信の記録", "mails.index", Act.SEE_SEND_LOG),
)


def tabs(present: str, person: Person) -> list[Tab]:
    """The present one is the page of this endpoint."""
    return [
        Tab(words, url_for(endpoint), endpoint == present)
        for words, endpoint, act in PAGES
        if person.may(act)
    ]
