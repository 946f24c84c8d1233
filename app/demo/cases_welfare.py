"""お試しの事例 (健康と福祉): the symposium, the meals, health guidance, and no bids at all."""

from __future__ import annotations

from datetime import timedelta

from app.demo.city import City
from app.demo.course import Course
from app.demo.departments import COMMUNITY, HEALTH
from app.demo.engagement import Engagement
from app.demo.job import CONSENT, NATIONAL, NO_SUBCONTRACTING, Job, Promise

SYMPOSIUM = Job(
    COMMUNITY,
    "支え合いシンポジウム及び関連講座の運営業務",
    "株式会社まちの縁側",
    "参加の申込みの受付、案内の送信、当日の運営及び講座の開催",
    "企画から運営までを続けて行う体制を要するため",
    "シンポジウム又は講座に申し込んだ者",
    "氏名、住所、電話番号、参加区分、参加希望日、メールアドレス、ファクス番号",
    "レンタルサーバ、紙、受託者のパソコン",
    620,
    NO_SUBCONTRACTING,
    business="地域の支え合い",
    means="申込みの受付",
)
MAILINGS = Promise(
    "受託者", "運用上", "一斉送信のたびに、2名で宛先を確かめた結果を報告する", rhythm="指定日"
)
WATCHING = Job(
    COMMUNITY,
    "高齢者見守り端末の貸与業務",
    None,
    "見守り端末の設置、見守りの通知及び緊急時の連絡",
    "24時間の通知の受付を要するため",
    "ひとり暮らしの高齢者",
    "氏名、住所、生年月日、緊急連絡先、在宅の状況",
    "受託者のサーバ",
    200,
    NATIONAL,
)
MEALS = Job(
    COMMUNITY,
    "高齢者配食サービス業務",
    "こもれび配食サービス株式会社",
    "栄養に配慮した食事の調理、配達及び安否の確認",
    "市内の全域に毎日配達する体制を要するため",
    "配食を利用する高齢者",
    "氏名、住所、電話番号、身体の状況、食事の制限、緊急連絡先",
    "紙、受託者のパソコン",
    310,
    CONSENT,
    sensitive=True,
    data=("利用者名簿",),
    ending="返還",
)
GUIDANCE = Job(
    HEALTH,
    "特定保健指導業務",
    "れんげ保健サポート株式会社",
    "対象者への面接、支援の計画の作成及び継続した支援",
    "保健師と管理栄養士を必要な数だけ確保するため",
    "特定保健指導の対象となる被保険者",
    "氏名、生年月日、電話番号、健診結果、支援の記録",
    "紙、受託者のパソコン",
    480,
    NATIONAL,
    sensitive=True,
    reports="毎月",
)
SURVEY = Job(
    HEALTH,
    "健康意識調査の集計業務",
    "株式会社ゆうやけデータ",
    "調査票の発送、回収、入力及び集計",
    "統計の専門の知識を要するため",
    "無作為に選んだ市民",
    "氏名、住所、年齢、性別、健康に関する回答",
    "紙、受託者のパソコン",
    3_000,
    CONSENT,
    sensitive=True,
)


def put_down(city: City) -> None:
    """All contracts of this group."""
    _symposium(city)
    _watching(city)
    _meals(city)
    _guidance(city)
    _survey(city)


def _symposium(city: City) -> None:
    """Begun before the council met; seven mailings; several erasures, not all of them right."""
    calendar = city.calendar
    event = city.contract(SYMPOSIUM, calendar.months(-9, -3))
    first, last = event.term.first, event.term.last
    title = "支え合いシンポジウム及び関連講座の運営業務の委託について"
    city.matter(title, first + timedelta(days=75), contracts=[event.number])
    days = tuple(calendar.open_after(first, 40 + 22 * nth) for nth in range(7))
    event.promise("S1", MAILINGS, days)
    for nth, (day, late) in enumerate(zip(days, (0, 0, 0, 3, 0), strict=False), start=1):
        on = calendar.open_after(day, late)
        event.note(on, "その他", f"{nth}回目の送信の結果を受領", party="運営担当", safeguard="S1")
    Course(event).handlers_and_visits()
    for nth, (start, count) in enumerate(((20, 240), (70, 190), (110, 120), (140, 70)), start=1):
        on = calendar.open_after(first, start)
        event.data(f"D{nth}", f"申込者情報{nth}", on, origin="収集", count=count)
    _erasures(event)
    event.note(calendar.open_after(last, 20), "電話確認", "残る申込者情報の消去を督促")


def _erasures(event: Engagement) -> None:
    calendar, first = event.calendar, event.term.first
    confirmed_on = calendar.open_after(first, 75)
    event.dispose("D1", "消去", calendar.open_after(first, 60), certificate="MG-1", count=240)
    event.certificate("MG-1", calendar.open_after(first, 66), confirmed_on=confirmed_on)
    # Erased on paper before it was collected: somebody wrote down the wrong day.
    event.dispose("D2", "消去", calendar.open_after(first, 60), certificate="MG-2", count=190)
    event.certificate("MG-2", calendar.ago(6), backup_until=calendar.ahead(10))
    event.dispose("D3", "消去", calendar.ago(70), certificate="MG-3", count=120)
    event.certificate(
        "MG-3",
        calendar.ago(62),
        confirmed_on=calendar.ago(58),
        backup_until=calendar.ago(25),
    )
    event.certificate("MG-9", calendar.ago(40))


def _watching(city: City) -> None:
    """Nobody bid: the contract came to nothing."""
    city.contract(
        WATCHING,
        city.calendar.months(-2, 9),
        came_to_nothing_on=city.calendar.ago(95),
        remarks="入札に参加する者がなく不調",
    )


def _meals(city: City) -> None:
    """Papers left on a doorstep; all in order since."""
    calendar = city.calendar
    earlier = city.contract(MEALS, calendar.years(-1))
    meals = city.contract(MEALS, calendar.years(0), previous=earlier.number)
    for contract in (earlier, meals):
        Course(contract).run()
    known_on = calendar.open_after(earlier.term.first, 130)
    earlier.incident(
        "J1",
        known_on,
        "配達の控えを別の利用者の家に置き忘れ、その日のうちに回収した",
        発生日=known_on,
        本人数=1,
        報告対象="有",
        報告書受領日=calendar.open_after(known_on, 3),
        速報日=calendar.open_before(known_on + timedelta(days=4)),
        確報日=calendar.open_after(known_on, 22),
    )


def _guidance(city: City) -> None:
    """A visit that was never made, and a training that was waived; see decisions."""
    guidance = city.contract(GUIDANCE, city.calendar.months(-8, -3))
    Course(
        guidance, unvisited=[guidance.calendar.year, guidance.calendar.year - 1]
    ).without_training()


def _survey(city: City) -> None:
    """Answers that are no longer needed and have not come back; a report in place of a visit."""
    calendar = city.calendar
    survey = city.contract(SURVEY, calendar.months(-5, 2))
    survey.handlers()
    survey.data(
        "D1",
        "対象者一覧",
        calendar.open_after(survey.term.first, 8),
        not_needed_on=calendar.ago(60),
    )
    survey.data(
        "D2", "調査票", calendar.open_after(survey.term.first, 50), not_needed_on=calendar.ago(18)
    )
    survey.note(calendar.ago(11), "電話確認", "調査票の返還の日を相談", party="集計担当")
