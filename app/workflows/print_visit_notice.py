"""実施通知を印刷する: the notice of a visit, as it was issued."""

from __future__ import annotations

from pathlib import Path

from app.acts.paper_facts.visit_notice_facts import as_kept, is_for
from app.papers.fonts import fonts_in
from app.papers.visit_notice import visit_notice
from app.records import visit_notices
from app.records.database import reading
from app.records.scope import EVERYTHING, Scope


class NoSuchNoticeError(LookupError):
    """No notice has that number, or it is not for this person; the message says so."""


def print_visit_notice(number: str, *, font_dir: Path, scope: Scope = EVERYTHING) -> bytes:
    """立入調査実施通知書: the same bytes each time. Every contract on it has to be in the scope."""
    with reading() as session:
        found = visit_notices.numbered(session, number)
        if found is None or not is_for(session, found.facts, scope):
            raise NoSuchNoticeError(f"文書番号「{number}」の実施通知書はありません。")
    return visit_notice(as_kept(found.facts), fonts_in(font_dir))
