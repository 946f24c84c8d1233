"""お試しの事例 (戸籍住民): two contracts of the counter, the card agency, and a connection."""

from __future__ import annotations

from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import REGISTRY
from app.demo.job import CONSENT, NO_SUBCONTRACTING, Job

NETWORK, FORMER_NAME = "K-003", "旧氏"
MOVES = Job(
    REGISTRY,
    "住民異動届等入出力処理業務",
    "ひびきコミュニケーションズ株式会社",
    "転入、転出等の届出の受付、入力及び証明書の出力",
    "窓口の混雑する時期に要員を厚くするため",
    "住民基本台帳に記録されている者",
    "氏名、旧氏、住所、生年月日、性別、異動の情報",
    "市のパソコン",
    164_000,
    NO_SUBCONTRACTING,
    business="住民基本台帳",
    reports="半期",
    stated_length="3年",
)
CARDS = Job(
    REGISTRY,
    "マイナンバーカード交付予約受付等業務",
    "ひびきコミュニケーションズ株式会社",
    "カードの交付の予約の受付、案内及び交付の補助",
    "予約の集中に応じて要員を増減できるため",
    "住民基本台帳に記録されている者",
    "氏名、旧氏、住所、生年月日、予約の日時",
    "市のパソコン",
    164_000,
    NO_SUBCONTRACTING,
    business="個人番号カードの交付",
    reports="半期",
    stated_length="3年",
)
AGENCY = Job(
    REGISTRY,
    "通知書・個人番号カード関連事務の委任",
    "全国カード機構",
    "カードの製造、発行、発送及び住民からの問合せの受付",
    "法令により機構に委任することができるため",
    "住民基本台帳に記録されている者",
    "氏名、旧氏、住所、生年月日、性別、個人番号、顔写真",
    "機構のサーバ",
    164_000,
    CONSENT,
    business="個人番号カードの発行",
    my_number=True,
    basis="総務省令による委任",
)
CALLING = Job(
    REGISTRY,
    "窓口呼出案内システムの保守業務",
    "みはらし情報機器株式会社",
    "番号発券機と案内画面の保守、利用記録の集計",
    "機器の製造者でなければ保守できないため",
    "窓口に来た市民",
    "受付番号、氏名、用件、受付の時刻",
    "市のパソコン、受託者のパソコン",
    21_000,
    NO_SUBCONTRACTING,
    data=("利用記録",),
)
BY_THE_AGENCY = "機構が法令に基づいて立ち入り、市は結果の報告を受けるため"
CROWDED = "転入と転出の届出が集中し、作業場所への立入りを避けたため"


def put_down(city: City) -> None:
    """All contracts and the connection of this group."""
    _counter(city)
    _agency(city)
    _calling(city)
    _register_network(city)


def _counter(city: City) -> None:
    """Two contracts under one matter; one of them was not seen on the spot two years running."""
    calendar = city.calendar
    moves, cards = (city.contract(job, calendar.years(-2, 3)) for job in (MOVES, CARDS))
    earlier = city.matter("住民異動届等の処理の委託について", calendar.years(-4).first)
    city.matter(
        "住民異動届等の処理の委託について（情報項目の追加）",
        moves.term.first,
        contracts=[moves.number, cards.number],
        previous=earlier,
        changes="情報項目に旧氏を追加",
    )
    years = [calendar.year - 2, calendar.year - 1]
    course = Course(moves, unvisited=years)
    course.run()
    for year, method, reason in zip(years, ("遠隔", "書面"), ("", CROWDED), strict=True):
        day = calendar.open_after(calendar.years(year - calendar.year).first, 240)
        moves.visit(year, day, day, method=method, reason=reason)
    Course(cards).run()


def _agency(city: City) -> None:
    """By law, not by choice: the agency hires companies without asking the city."""
    agency = city.contract(AGENCY, city.calendar.years(-4, 6))
    Course(agency).run()
    agency.data("D1", "住民票コード等の送付先情報", city.calendar.open_after(agency.term.first, 5))
    part = city.subcontract(agency, 1, "ほくと証印刷株式会社", "カードの製造", written_in=False)
    for year in (-2, -1):
        day = city.calendar.open_after(city.calendar.years(year).first, 200)
        part.visit(city.calendar.year + year, day, day, method="書面", reason=BY_THE_AGENCY)
    city.matter(
        "通知書・個人番号カード関連事務の委任について", agency.term.first, contracts=[agency.number]
    )


def _calling(city: City) -> None:
    """Clause set B forbids subcontracting; it was found during a visit."""
    calendar = city.calendar
    system = city.contract(CALLING, calendar.years(-1, 2))
    Course(system).run()
    term = calendar.months(-4, -1)
    part = city.subcontract(system, 1, "株式会社かえで保守", "発券機の定期の点検", term)
    part.handlers(calendar.ago(70))
    part.note(
        calendar.ago(20), "打合せ", "再委託が見つかり、経緯の説明を受けた", party="業務責任者"
    )


def _register_network(city: City) -> None:
    """No contractor at all: a connection by law, with its history before the council."""
    calendar = city.calendar
    city.book.add(
        "外部結合",
        {
            "結合番号": NETWORK,
            "所管課": REGISTRY.name,
            "件名": "住民基本台帳ネットワークシステムの外部結合",
            "結合の相手方": "県、全国の機関及び他の市区町村",
            "情報項目": "本人確認情報、送付先情報、転出証明書情報",
            "結合する理由": "法令に基づく送信と受信のため",
            "結合の形態": "専用線",
            "開始日": calendar.years(-8).first,
        },
    )
    title = "住民基本台帳ネットワークシステムの外部結合について"
    previous = city.matter(title, calendar.years(-5).last, connections=[NETWORK], kind="諮問")
    city.matter(
        f"{title}（情報項目の追加）",
        calendar.years(-3).last,
        connections=[NETWORK],
        kind="諮問",
        previous=previous,
        changes=f"{FORMER_NAME}を追加",
    )
    text = "端末の更新プログラムの適用を毎月確かめる"
    city.book.add(
        "保護対策",
        {
            "結合番号": NETWORK,
            "番号": "S1",
            "実施者": "実施機関",
            "区分": "システム上",
            "対策": text,
            "由来": "助言",
        },
    )
    city.book.add(
        "助言",
        {
            "結合番号": NETWORK,
            "番号": "J1",
            "助言日": calendar.open_before(calendar.years(-3).last - timedelta(days=40)),
            "助言": "内部の保護の対策を定期的に見直すこと",
            "担当課の対応": text,
            "約束した対策番号": "S1",
        },
    )
