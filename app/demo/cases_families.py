"""お試しの事例 (子ども家庭): a system changed under watch, and two contracts without a winner."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import FAMILIES
from app.demo.job import NATIONAL, NO_SUBCONTRACTING, Job, Promise

APPROVED_FIRST = Promise(
    "実施機関", "運用上", "作業の内容を作業の前に報告させ、承認する", rhythm="指定日"
)
ALLOWANCE_SYSTEM = Job(
    FAMILIES,
    "児童扶養手当システム改修業務",
    "ふたば電算株式会社",
    "制度の改正に伴うシステムの改修、試験及び操作の支援",
    "システムを開発した事業者でなければ改修できないため",
    "児童扶養手当の申請者及び対象児童",
    "氏名、住所、支給区分、支給額",
    "市のサーバ",
    1_210,
    NO_SUBCONTRACTING,
    business="児童扶養手当",
)
SUPPORT_FEES = Job(
    FAMILIES,
    "養育費相談窓口の運営業務",
    None,
    "養育費の取決めに関する相談の受付と専門家への引継ぎ",
    "法律の専門の知識を要するため",
    "相談する市民及びその子ども",
    "氏名、住所、電話番号、家庭の状況、相談の内容",
    "紙、受託者のパソコン",
    180,
    NATIONAL,
    sensitive=True,
    schemes="プライバシーマーク",
)


def put_down(city: City) -> None:
    """All contracts of this group."""
    _allowance_system(city)
    _without_contractor(city)


def _allowance_system(city: City) -> None:
    """Real data is touched by officials only; nothing was ever handed over."""
    system = city.contract(ALLOWANCE_SYSTEM, city.calendar.months(-11, -5))
    before = system.term.first
    title = "児童扶養手当システムの改修"
    city.matter(f"{title}について", before, contracts=[system.number], kind="諮問")
    city.matter(f"{title}に係る業務の委託について", before, contracts=[system.number])
    days = system.days(30, 75, 120)
    system.promise("S1", APPROVED_FIRST, days)
    for day in days:
        on = city.calendar.open_before(day - timedelta(days=2))
        system.note(on, "その他", "作業の内容の報告を受け、承認", safeguard="S1")
    Course(system).run()


def _without_contractor(city: City) -> None:
    """Still to be chosen: in time for one contract, too late for the other."""
    city.contract(SUPPORT_FEES, city.calendar.months(-1, 10))
    spring = replace(SUPPORT_FEES, title="ひとり親家庭等学習支援業務", schemes="", persons=120)
    spring = replace(spring, description="学習の会場の運営、指導及び参加の記録の作成")
    spring = replace(
        spring,
        reason="学習の指導の経験を持つ者に行わせるため",
        subjects="参加する子ども及び保護者",
        items="氏名、学校名、学年、住所、参加の記録",
    )
    city.contract(spring, city.calendar.months(2, 13))
