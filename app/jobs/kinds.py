"""処理の種類: every kind of long work, with the function that does it."""

from __future__ import annotations

from collections.abc import Mapping

from app.acts.kept_proposals import KIND as PROPOSE_PLAN
from app.acts.register.wish import KIND as MAKE_REGISTER
from app.jobs.compute_settings import KIND as CHANGE_SETTINGS
from app.jobs.compute_settings import compute_settings
from app.jobs.load_book import KIND as LOAD_WORKBOOK
from app.jobs.load_book import load_book
from app.jobs.make_register import make_register
from app.jobs.propose_plan import propose_plan
from app.jobs.work import JobFunction

KINDS: Mapping[str, JobFunction] = {
    LOAD_WORKBOOK: load_book,
    MAKE_REGISTER: make_register,
    CHANGE_SETTINGS: compute_settings,
    PROPOSE_PLAN: propose_plan,
}
