"""お試しの立入調査の例: contracts on which a year of inspections can be followed step by step."""

from __future__ import annotations

from datetime import date

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import FAMILIES, HEALTH
from app.demo.engagement import Engagement
from app.demo.job import NATIONAL, Job
from app.demo.words import FINDINGS
from audits.fiscal_year import FiscalYear

PARTY = "たんぽぽ計算センター株式会社"
GUIDANCE = Job(
    HEALTH,
    "特定保健指導の記録入力業務",
    PARTY,
    "保健指導の記録票の読取り、入力及び点検",
    "短い間に多くの記録票を入力するため",
    "特定保健指導を受けた市民",
    "受診番号、氏名、生年月日、指導の記録",
    "紙、受託者のパソコン",
    3_260,
    NATIONAL,
    sensitive=True,
    data=("指導の記録票",),
    ending="返還",
)
DENTAL = Job(
    HEALTH,
    "成人歯科健診票のデータ入力業務",
    "すずかけデータ株式会社",
    "健診票の読取り及び入力",
    "読取りの機器が市にないため",
    "成人歯科健診を受けた市民",
    "受診番号、氏名、生年月日、健診結果",
    "紙、受託者のサーバ",
    1_840,
    NATIONAL,
    sensitive=True,
    data=("健診票",),
    ending="返還",
)
QUALITY = Job(
    HEALTH,
    "がん検診の精度管理集計業務",
    "あけぼの集計株式会社",
    "精密検査の結果の集計及び分析",
    "専門の知識を要するため",
    "精密検査を受けた市民",
    "受診番号、生年月日、検査結果",
    "電子記録媒体",
    960,
    NATIONAL,
    sensitive=True,
    data=("精密検査の結果",),
)
INFANTS = Job(
    FAMILIES,
    "乳幼児健診案内の作成業務",
    PARTY,
    "健診の案内の印字及び発送",
    "毎月の対象者に漏れなく届けるため",
    "乳幼児及びその保護者",
    "氏名、住所、生年月日",
    "電子記録媒体、紙",
    2_450,
    NATIONAL,
    co_departments=HEALTH.name,
    data=("対象者データ",),
    means="暗号化した電子記録媒体を手渡し",
)
JOBS = (GUIDANCE, DENTAL, QUALITY, INFANTS)


def put_down(city: City) -> None:
    """Each from last year into this one; the visit of this year is still to be made."""
    calendar = city.calendar
    for job in JOBS:
        contract = city.contract(job, calendar.years(-1, 2))
        title = f"{job.title}の委託について"
        city.matter(title, contract.term.first, contracts=[contract.number])
        unvisited = {calendar.year} | ({calendar.year - 1} if job is DENTAL else set())
        Course(contract, unvisited).run()
        if job is DENTAL:
            _with_findings(contract)


def _with_findings(contract: Engagement) -> None:
    """Last winter's visit found a good deal; what became of it is done in this year."""
    calendar = contract.calendar
    year = calendar.year - 1
    day = calendar.open_before(date(FiscalYear(year).start + 1, 2, 17))
    contract.visit(year, day, day, judgement="指摘あり")
    for number, (text, topic) in enumerate(FINDINGS, 1):
        due_on = calendar.ahead(20 + 10 * number)
        contract.finding(year, str(number), text, topic=topic, due_on=due_on)
