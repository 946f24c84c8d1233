"""お試しの昔の契約: closed long ago, so that their years of keeping have passed."""

from __future__ import annotations

from datetime import date, datetime

from app.acts.retention import Chosen, chosen_contracts, word_of
from app.clock import day_of
from app.demo.calendar import Calendar
from app.demo.departments import HEALTH, SUPPORT
from app.demo.job import Job
from app.demo.ordinary import Ordinary
from app.records import contract_list
from app.records.contract_list import Wanted
from app.records.database import reading
from app.records.people import person_named
from app.records.scope import EVERYTHING
from app.workflows.keep_or_dispose import take_retention_step
from audits.retention import RetentionStep

DIPLOMAS = Job(
    SUPPORT,
    "卒業証書の氏名印字業務",
    "みどりの丘印刷株式会社",
    "市立小・中学校の卒業証書への氏名及び番号の印字",
    "卒業式までに誤りなく印字するため",
    "市立小・中学校を卒業する児童及び生徒",
    "氏名、生年月日、学校名、証書の番号",
    "紙、電子記録媒体",
    3_120,
    data=("卒業者名簿",),
    ending="返還",
)
TICKETS = Job(
    HEALTH,
    "高齢者肺炎球菌予診票の印字業務",
    "みどりの丘印刷株式会社",
    "予診票への宛名の印字、封入及び封緘",
    "対象者への一斉の送付に間に合わせるため",
    "予防接種の対象となる高齢者",
    "氏名、住所、生年月日、予診票の番号",
    "紙、電子記録媒体",
    8_450,
    data=("接種対象者名簿",),
    ending="返還",
)
LONG_AGO = (
    Ordinary(DIPLOMAS, ((-9, 1), (-8, 1), (-7, 1))),
    Ordinary(TICKETS, ((-8, 1), (-7, 1))),
)
PASSED = "保存期限が過ぎ、引き続き保存する必要がないため。"
ASKED = "住民監査請求の対象となる期間の資料であるため。"


def keep_or_dispose(calendar: Calendar, at: datetime) -> None:
    """One is confirmed by its manager, one is kept longer; the others nobody has looked at yet."""
    _take("school-manager", DIPLOMAS, RetentionStep.CONFIRMED, PASSED, at)
    until = calendar.years(1).last
    _take("health-manager", TICKETS, RetentionStep.EXTENDED, ASKED, at, until)


def _take(
    login: str,
    job: Job,
    step: RetentionStep,
    reason: str,
    at: datetime,
    until_on: date | None = None,
) -> None:
    """The step for the oldest contract of the job."""
    on = day_of(at)
    with reading() as session:
        person = person_named(session, login, on)
        lines = contract_list.contract_lines(
            session, Wanted(on, words=job.title), EVERYTHING, offset=0, limit=len(LONG_AGO) + 1
        )
        oldest = min(lines, key=lambda line: line.ends_on)
        found = chosen_contracts(session, [oldest.id], EVERYTHING)
    if person is not None:
        chosen = Chosen((oldest.id,), word_of(found))
        take_retention_step(
            chosen, step, reason=reason, key="", by=person, at=at, until_on=until_on
        )
