"""お試しの申請と意見: what contractors ask the city for, and what its council said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.acts.consent_filing import DecisionSaid
from app.acts.consent_on_file import case_of
from app.acts.council_facts import OpinionSaid, SessionSaid
from app.acts.requesting_consent import PointSaid, RequestSaid
from app.demo.calendar import Calendar
from app.demo.job import Job
from app.demo.jobs_schools import LIBRARY, SCHOOL_AID
from app.records import contract_list, matter_list
from app.records.contract_list import ContractLine, Wanted
from app.records.database import reading
from app.records.matter_list import WantedMatters
from app.records.people import Person, person_named
from app.workflows.check_consent_points import check_consent_points
from app.workflows.decide_consent import decide_consent
from app.workflows.keep_council_session import keep_council_session
from app.workflows.keep_opinion import keep_opinion
from app.workflows.register_consent_request import register_consent_request
from audits.consent import ConsentDecision, ConsentPoint, PointStanding
from audits.roles import Act

MOST = 20
CONFIRMED = PointSaid(PointStanding.CONFIRMED, "")
NO_CERTIFICATE = PointSaid(PointStanding.NOT_APPLICABLE, "この業務では認証を求めていないため。")
NOT_NEEDED = "受託者が自ら行える作業であり、ほかの者に行わせる必要が認められないため。"
ROOM = "市役所 第1会議室"
OPINION = "毎年の確認の結果を、次の付議のときに示してほしい。"
ANSWER = "立入調査の結果と是正の状況をまとめ、次の審議会に報告します。"


@dataclass(frozen=True, slots=True)
class Part:
    """What a contractor wants to have done by somebody else."""

    job: Job
    by: str
    description: str
    reason: str
    items: tuple[str, ...]
    medium: str
    workplace: str


REPAIRS = Part(
    LIBRARY,
    "株式会社いちょう保守センター",
    "機器の故障の一次対応と、部品の交換",
    "市内に保守の拠点があり、半日のうちに対応できるため",
    ("利用者番号", "学校名"),
    "受託者のサーバ",
    "各学校の図書室、北町事務所の保守室",
)
SORTING = Part(
    SCHOOL_AID,
    "有限会社かえで事務サービス",
    "申請書の開封、仕分けと、記入漏れの拾い出し",
    "申請が集中する時期に人手が足りないため",
    ("氏名", "住所", "世帯構成"),
    "紙",
    "かえで事務サービス 作業室",
)


@dataclass(frozen=True)
class Asking:
    """Two requests for consent, one of them decided, and an opinion of the council.

    `font_dir`: None where no paper can be made yet, so that both requests wait.
    """

    calendar: Calendar
    at: datetime
    font_dir: Path | None

    def ask(self) -> None:
        """The requests of one department, then the council."""
        officer, manager = self._person("school-officer"), self._person("school-manager")
        for number in self._running(REPAIRS, officer):
            self._check(number, self._request(number, REPAIRS, officer), officer)
        for number in self._running(SORTING, officer):
            self._refuse(number, self._request(number, SORTING, officer), manager)
        self._hear(self._person("secretariat"))

    def _person(self, login: str) -> Person:
        with reading() as session:
            found = person_named(session, login, self.calendar.on)
        if found is None:
            raise LookupError(login)
        return found

    def _running(self, part: Part, by: Person) -> list[str]:
        """The number of the contract that runs today, where one does."""
        on = self.calendar.on
        wanted, scope = Wanted(on, words=part.job.title), by.scope_of(Act.ENTER)
        with reading() as session:
            found = contract_list.contract_lines(session, wanted, scope, offset=0, limit=MOST)
        return [one.number for one in found if _runs_on(one, self.calendar)][:1]

    def _request(self, contract: str, part: Part, by: Person) -> int:
        said = RequestSaid(
            branch=None,
            parent_branch=0,
            received_on=self.calendar.ago(6),
            contractor=part.by,
            corporate_number=None,
            address="青葉野市北町2丁目5番1号",
            representative="代表取締役",
            description=part.description,
            reason=part.reason,
            starts_on=self.calendar.ahead(20),
            ends_on=self.calendar.ahead(120),
            items=part.items,
            media=(part.medium,),
            workplace=part.workplace,
            certification="",
            security="作業ごとに記録を残し、作業室の外へ持ち出さない",
            supervision="月ごとの作業の報告と、年1回の実地の確認",
            clause_set=part.job.clause_set,
        )
        key = f"demo consent {contract}"
        return register_consent_request(contract, said, key=key, by=by, at=self.at)

    def _check(self, contract: str, number: int, by: Person) -> None:
        """All its points, so that the manager can decide."""
        said = dict.fromkeys(ConsentPoint, CONFIRMED)
        said[ConsentPoint.CERTIFICATION] = NO_CERTIFICATE
        check_consent_points(
            contract,
            number,
            said,
            self.calendar.on,
            seen=self._seen(contract, number, by, Act.ENTER),
            key="demo points",
            by=by,
            at=self.at,
        )

    def _refuse(self, contract: str, number: int, by: Person) -> None:
        if self.font_dir is None:
            return
        decide_consent(
            contract,
            number,
            DecisionSaid(ConsentDecision.REFUSED, self.calendar.on, NOT_NEEDED),
            seen=self._seen(contract, number, by, Act.DECIDE_CONSENT),
            key="demo refusal",
            font_dir=self.font_dir,
            by=by,
            at=self.at,
        )

    def _seen(self, contract: str, number: int, by: Person, act: Act) -> str:
        with reading() as session:
            scope = by.scope_of(act)
            return case_of(session, contract, number, scope, self.calendar.on).seen

    def _hear(self, by: Person) -> None:
        """The latest session, with what a member said there and what the city answered."""
        with reading() as session:
            found = matter_list.matters(session, WantedMatters(), by.scope, offset=0, limit=MOST)
        past = [one for one in found if one["held_on"] and one["held_on"] <= self.calendar.on]
        for matter in past[:1]:
            held = SessionSaid(matter["held_on"], matter["session"] or "", ROOM)
            keep_council_session(held, None, key="demo session", by=by, at=self.at)
            said = OpinionSaid(matter["number"], "1", "委員", OPINION, ANSWER)
            keep_opinion(
                said, None, Act.ENTER_COUNCIL_MATTER, key="demo opinion", by=by, at=self.at
            )


def _runs_on(line: ContractLine, calendar: Calendar) -> bool:
    return line.starts_on <= calendar.on <= line.ends_on
