"""お試しの事例 (学校): school administration, tablets, and a line that began without its papers."""

from __future__ import annotations

from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import GUIDANCE, SUPPORT
from app.demo.engagement import Engagement
from app.demo.job import CONSENT, NO_SUBCONTRACTING, Job, Promise
from audits.term import Term

ADMINISTRATION = Job(
    GUIDANCE,
    "統合型校務支援システムの提供",
    "あさひ校務システム株式会社",
    "27校の校務を支援するシステムの構築、提供、運用及び保守",
    "庁舎内に構築するより費用と安全の水準で有利なため",
    "市立小・中学校の児童、生徒及び教職員",
    "氏名、読み、生年月日、住所、電話番号、学籍情報、成績情報、健康診断情報",
    "データセンターのサーバ",
    16_500,
    NO_SUBCONTRACTING,
    business="学校の校務",
    sensitive=True,
    reports="毎月",
    schemes="プライバシーマーク、ISMS",
    stated_length="5年間",
    data=("学籍データ",),
    means="専用線で送付",
    promises=(
        Promise("実施機関", "システム上", "利用する端末はICカード認証を経たものに限る"),
        Promise("受託者", "運用上", "利用状況とサーバの稼働状況を毎月報告する"),
        Promise("実施機関", "運用上", "校長と情報担当者に研修を行う", rhythm="毎年度"),
        Promise("実施機関", "運用上", "アクセス記録の取得を教職員に周知する", rhythm="毎年度"),
        Promise("受託者", "システム上", "端末に情報を残さない", "助言"),
    ),
)
TABLETS = Job(
    SUPPORT,
    "教育用システム運用保守等業務",
    "みなと通信株式会社",
    "学習用端末の問合せ対応、運用、保守及び再委託先の監督",
    "構築した事業者であり、安全かつ効率的に行えるため",
    "市立学校の児童、生徒及び教員",
    "学校名、学年、学級、氏名、ユーザID、端末管理番号",
    "受託者のパソコン、受託者のサーバ",
    15_200,
    business="教育用システムの運用",
    stated_length="36か月",
    data=("利用者一覧",),
    means="暗号化してオンラインで送付",
    promises=(
        Promise("受託者", "運用上", "情報を取り扱う者に定期的な指導を行う", rhythm="半期"),
        Promise("受託者", "システム上", "外部記録媒体を接続できない設定にする"),
        Promise("受託者", "システム上", "サーバの監視とバックアップを行う", "助言", "四半期"),
        Promise("実施機関", "運用上", "紛失した端末を遠隔で使えなくする手順を備える"),
    ),
)
LOCATION = "端末の位置情報"  # what is amended later
COUNSELLING = Job(
    SUPPORT,
    "教育相談予約受付業務",
    "青葉野テレホンサービス株式会社",
    "教育相談の予約の受付、変更及び相談員への引渡し",
    "受付の時間を夜間と休日に広げるため",
    "教育相談を申し込んだ保護者及び子ども",
    "氏名、電話番号、学校名、学年、相談の内容",
    "受託者のパソコン",
    260,
    sensitive=True,
    data=("予約の一覧",),
)


def put_down(city: City) -> None:
    """All contracts of this group."""
    _administration(city)
    _tablets(city)
    _counselling(city)


def _administration(city: City) -> None:
    """One certificate of the contractor ran out; a finding was never put right."""
    calendar = city.calendar
    system = city.contract(ADMINISTRATION, calendar.years(-3, 5))
    link = city.connection("K-001", system, "外部データセンター", "仮想専用ネットワーク")
    city.matter(
        "校務支援システムに係る電子計算組織の結合について",
        system.term.first - timedelta(days=120),
        contracts=[system.number],
        connections=[link],
        kind="諮問",
    )
    contractor = ADMINISTRATION.contractor or ""
    city.certification(contractor, "プライバシーマーク", calendar.ago(46))
    city.certification(contractor, "ISMS", calendar.years(2).last)
    last_year = calendar.year - 1
    course = Course(system, unvisited=[last_year])
    course.run()
    visited_on = calendar.open_after(calendar.years(-1).first, 290)
    system.visit(last_year, visited_on, visited_on, judgement="指摘あり")
    system.finding(
        last_year,
        "1",
        "退職者の利用者IDが3件残っている",
        topic="safe_keeping",
        due_on=calendar.open_after(visited_on, 30),
        answered_on=calendar.open_after(visited_on, 25),
    )
    system.finding(
        last_year,
        "2",
        "障害の訓練の記録が保存されていない",
        topic="incident",
        due_on=calendar.open_after(visited_on, 45),
        answered_on=calendar.open_after(visited_on, 20),
        put_right_on=calendar.open_after(visited_on, 34),
    )


def _tablets(city: City) -> None:
    """36 months that are 24; four subcontracts in two tiers, not all of them in order."""
    calendar = city.calendar
    tablets = city.contract(TABLETS, calendar.years(-1, 2))
    Course(tablets).run()
    links = [
        city.connection(f"K-01{n}", tablets, counterpart, "インターネット")
        for n, counterpart in enumerate(CLOUDS, start=1)
    ]
    before = tablets.term.first
    city.matter("教育用システムに係る外部結合について", before, connections=links, kind="諮問")
    first = city.matter(
        "運用保守等業務の委託及び再委託について", before, contracts=[tablets.number]
    )
    city.matter(
        "教育用システムの情報項目の追加について",
        calendar.ago(40),
        contracts=[tablets.number],
        previous=first,
        changes=f"紛失した端末を探せるように、{LOCATION}を加える",
    )
    city.book.add(
        "助言",
        {
            "契約番号": tablets.number,
            "番号": "J1",
            "助言日": calendar.open_after(before, -75),
            "助言": "サーバの監視とバックアップを再委託先にも行わせること",
            "担当課の対応": "仕様書に記載し、四半期ごとに結果を確認する",
            "約束した対策番号": "S3",
        },
    )
    _tablet_subcontracts(city, tablets)
    _tablet_requests(tablets)


def _tablet_subcontracts(city: City, tablets: Engagement) -> None:
    calendar, first = city.calendar, tablets.term.first
    for branch, name, what, consented_on, written_in in (
        (1, "株式会社みなとテクノ南", "端末の故障の受付と修理の手配", -12, True),
        (2, "きたかぜヘルプデスク株式会社", "盗難と紛失の問合せの対応", 0, False),
    ):
        day = calendar.open_after(first, consented_on)
        part = city.subcontract(
            tablets,
            branch,
            name,
            what,
            consented_on=day,
            written_in=written_in,
            clause_set=CONSENT,  # its own subcontracts may be consented to
        )
        Course(part).run_as_subcontractor()
    for branch, name, what, start in (
        (3, "いなほ修理工房合同会社", "画面と電池の交換", -2),
        (4, "みどりの丘運送株式会社", "修理する端末の集荷と配達", 1),
    ):
        begun = calendar.months(start, start).first
        if begun < tablets.term.last:
            term = Term(begun, tablets.term.last)
            city.subcontract(tablets, branch, name, what, term, parent=1)


def _tablet_requests(tablets: Engagement) -> None:
    calendar = tablets.calendar
    tablets.request("I1", calendar.ago(120), "アクセス権限の一覧", calendar.ago(106))
    tablets.receipt("求めた報告", calendar.ago(99), "権限の一覧を受領", request="I1")
    tablets.request("I2", calendar.ago(33), "再委託先の従事者の名簿", calendar.ago(12))
    tablets.request("I3", calendar.ago(4), "端末の紛失を防ぐ取組", calendar.ahead(9))


def _counselling(city: City) -> None:
    """Data went out before anybody had said who would handle it."""
    calendar = city.calendar
    line = city.contract(COUNSELLING, calendar.months(-2, 3))
    line.data("D1", "予約の一覧", calendar.open_after(line.term.first, 5))
    line.note(calendar.ago(8), "電話確認", "取扱者の届出が遅れているため督促", party="業務責任者")


CLOUDS = ("ログイン認証クラウド", "デジタルドリル", "協働学習ソフトウェア")
