"""お試しの事例 (情報政策): the core systems that seven municipalities share."""

from __future__ import annotations

from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import SYSTEMS
from app.demo.engagement import Engagement
from app.demo.job import NO_SUBCONTRACTING, Job, Promise
from audits.period import Period

CORE = Job(
    SYSTEMS,
    "自治体クラウド基幹系システム共同利用",
    "せとうち電算株式会社",
    "住民情報、税及び国民健康保険の基幹系システムの提供とサービスデスクの運営",
    "7市町の共同利用により保守と監視を1か所に集めるため",
    "市民及び市税を納める者",
    "住民票情報、税情報、国民健康保険情報、個人番号",
    "データセンターのサーバ",
    165_000,
    NO_SUBCONTRACTING,
    business="住民基本台帳、税、国民健康保険等の基幹業務",
    my_number=True,
    sensitive=True,
    reports="毎月",
    schemes="プライバシーマーク",
    stated_length="5年",
    data=("基幹系移行データ",),
    means="専用線で送付",
    promises=(
        Promise("受託者", "運用上", "監視カメラの映像を3か月保存する"),
        Promise("受託者", "システム上", "アクセス記録を5年以上保存する"),
        Promise("受託者", "運用上", "共同利用の市町による監査を受ける", rhythm="毎年度"),
    ),
)
MEETING = Promise("受託者", "運用上", "月例会でセキュリティの報告をする", rhythm="毎月")


def put_down(city: City) -> None:
    """A monthly promise that was missed, and incidents whose clocks run."""
    calendar = city.calendar
    core = city.contract(CORE, calendar.years(-3, 5))
    late = str(Period.month_of(calendar.months(-2, -2).first))
    course = Course(core, silent=[str(Period.month_of(calendar.months(-3, -3).first))])
    course.run()
    core.promise("S4", MEETING)
    course.keep("S4", "毎月", "月例会で報告を受領", kind="打合せ", missed=[late])
    link = city.connection("K-002", core, "サービスデスク", "専用線")
    title = "基幹系システムの共同利用に係る業務の委託について"
    before = core.term.first - timedelta(days=60)
    city.matter(title, before, contracts=[core.number], connections=[link], kind="諮問")
    city.certification(CORE.contractor or "", "プライバシーマーク", calendar.ahead(45))
    _incidents(core)


def _incidents(core: Engagement) -> None:
    calendar = core.calendar
    known_on = calendar.ago(400)
    core.incident(
        "J1",
        known_on,
        "運用室で出力した帳票1枚の所在が分からなくなり、翌日に見つかった",
        発生日=known_on,
        本人数=1,
        報告対象="無",
        報告書受領日=calendar.open_after(known_on, 2),
    )
    known_on = calendar.ago(47)
    core.incident(
        "J2",
        known_on,
        "権限の設定の誤りにより、別の市町の職員が住民票情報を参照できた",
        発生日=known_on,
        本人数=1_204,
        報告対象="有",
        報告書受領日=calendar.open_after(known_on, 6),
        速報日=calendar.open_before(known_on + timedelta(days=3)),
    )
    known_on = calendar.on - timedelta(days=1)
    core.incident(
        "J3",
        known_on,
        "保守用の端末に身に覚えのない接続の記録があり、調査している",
        発生日=known_on - timedelta(days=1),
        報告対象="有",
        不正目的のおそれ="有",
    )
