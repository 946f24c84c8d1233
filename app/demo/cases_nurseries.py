"""お試しの事例 (保育): a system of three departments, a pilot that grew, and one about to begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import NURSERIES
from app.demo.engagement import Engagement
from app.demo.job import CONSENT, NATIONAL, NO_SUBCONTRACTING, Job, Promise
from audits.term import Term

NURSERY_SYSTEM = Job(
    NURSERIES,
    "保育業務システム改修業務",
    "わかば事務機株式会社",
    "給付の認定と利用調整の機能の改修、データの移行及び試験",
    "システムを開発した事業者でなければ改修できないため",
    "保育施設を利用する児童及び保護者",
    "氏名、認定区分、給付実績、利用施設",
    "市のサーバ、受託者のサーバ",
    7_050,
    NO_SUBCONTRACTING,
    business="保育の給付",
    co_departments="子ども家庭課、情報政策課",
)
NURSERY_SERVICE = Job(
    NURSERIES,
    "保育業務支援システムの利用",
    "はるかぜソフト株式会社",
    "登降園、保育の記録及び保護者への連絡を支援するサービスの提供",
    "保育士の事務の負担を減らすため",
    "公立保育所の園児及び保護者",
    "園児氏名、保護者氏名、生年月日、登降園の記録、保育の記録、健康の記録",
    "受託者のサーバ、タブレット端末",
    510,
    CONSENT,
    business="保育の実施",
    sensitive=True,
    reports="四半期",
    stated_length="1年",
    data=("園児名簿",),
    means="専用線で送付",
    promises=(
        Promise("受託者", "システム上", "紛失した端末を遠隔で使えなくする"),
        Promise("実施機関", "システム上", "職名ごとに参照できる範囲を分ける"),
        Promise("実施機関", "運用上", "項目を増やすときは保護者の同意を得る", "委員意見"),
        Promise("実施機関", "運用上", "端末の数を園ごとに確かめる", rhythm="毎月"),
    ),
)
LUNCHES = replace(
    NURSERY_SERVICE,
    title="保育所給食アレルギー対応管理業務",
    contractor="株式会社わたぐも食サービス",
    description="食物アレルギーの届出の管理と献立の確認",
    reason="献立ごとの確認を正確に行うため",
    items="園児氏名、生年月日、食物アレルギーの内容、医師の指示",
    media="受託者のパソコン",
    persons=74,
    clause_set=NATIONAL,
    business="",
    reports="なし",
    stated_length="",
    promises=(),
)


def put_down(city: City) -> None:
    """All contracts of this group."""
    _nursery_system(city)
    _nursery_service(city)
    city.contract(LUNCHES, city.calendar.months(1, 12))


def _nursery_system(city: City) -> None:
    """Shared by three departments; a stick that was forbidden, and data that never came back."""
    calendar = city.calendar
    system = city.contract(NURSERY_SYSTEM, calendar.months(-8, -3))
    city.matter("保育業務システムの改修について", system.term.first, contracts=[system.number])
    days = system.days(20, 80, 150)
    system.promise(
        "S1", Promise("実施機関", "運用上", "移行の作業に立ち会う", rhythm="指定日"), days
    )
    for day in days:
        system.note(day, "その他", "移行の作業に立会い", safeguard="S1")
    course = Course(system)
    course.handlers_and_visits()
    system.data("D1", "移行用データ", calendar.open_after(system.term.first, 20))
    system.data(
        "D2",
        "試験用データ",
        calendar.open_after(system.term.first, 80),
        count=300,
        items="氏名、認定区分、口座情報",
        media="USBメモリ",
    )
    late = calendar.open_after(system.term.last, 4)
    system.data("D3", "不具合調査用データ", late, count=12, items="氏名、給付実績")
    system.dispose("D2", "返還", calendar.open_after(system.term.first, 95), count=300)


def _nursery_service(city: City) -> None:
    """A pilot that grew; subcontractors in two tiers, one beyond its contract."""
    calendar = city.calendar
    jobs = (replace(NURSERY_SERVICE, persons=90), NURSERY_SERVICE, NURSERY_SERVICE)
    made: list[Engagement] = []
    for year, job in enumerate(jobs, start=-2):
        previous = made[-1].number if made else None
        made.append(city.contract(job, calendar.years(year), previous=previous))
    first = city.matter(
        "保育業務支援システムの構築について", made[0].term.first, contracts=[made[0].number]
    )
    city.matter(
        "保育業務支援システムの対象の拡大について",
        made[1].term.first,
        contracts=[contract.number for contract in made[1:]],
        previous=first,
        changes="対象を公立保育所の全園に拡大",
    )
    for contract in made:
        Course(contract).run()
        _data_centres(city, contract, longer=contract is made[1])


def _data_centres(city: City, contract: Engagement, *, longer: bool) -> None:
    calendar = city.calendar
    consented_on = calendar.open_after(contract.term.first, -14)
    last = contract.term.last + timedelta(days=30 if longer else 0)
    centre = city.subcontract(
        contract,
        1,
        "はるかぜデータセンター株式会社",
        "サーバの運用",
        Term(contract.term.first, last),
        consented_on=consented_on,
        clause_set=CONSENT,  # its own subcontract may be consented to
    )
    housing = city.subcontract(
        contract,
        2,
        "きたはま設備合同会社",
        "機器の設置場所の提供",
        parent=1,
        consented_on=consented_on,
    )
    for part in (centre, housing):
        Course(part).run_as_subcontractor()
