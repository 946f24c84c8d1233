"""長い処理を頼む: puts work on file that takes longer than a page may; somebody else does it."""

from __future__ import annotations

from datetime import datetime

from app.acts import jobs
from app.acts.jobs import Wish
from app.records.database import transaction
from app.records.people import Person


def ask_for_job(wish: Wish, *, by: Person, at: datetime, address: str | None = None) -> int:
    """The number of the job: the same one for the same form, however often it is sent.

    Where another job has its slot it is kept, not started; its page says so.
    """
    with transaction() as session:
        return jobs.ask(session, wish, by=by, address=address, at=at)
