"""作り物の契約: what a department would write of one contract into a 登録ブック; from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from audits.fiscal_year import FiscalYear
from audits.period import Period, Rhythm
from audits.term import Term
from audits.wording import RHYTHM

BookRow = tuple[str, Mapping[str, Any]]

TODAY = date(2026, 11, 20)
LATEST_START = date(2026, 10, 1)
YEARS = range(2023, 2027)
DEPARTMENTS = tuple(
    f"{name}課" for name in ("税務", "市民", "福祉", "保育", "教育", "防災", "住宅")
)
WORKS = ("封入封緘", "通知書印刷", "窓口受付", "電算運用", "健診予約", "相談受付", "検針")
ITEMS = ("氏名", "住所", "生年月日", "電話番号", "世帯構成", "所得")
MEDIA = ("紙", "USBメモリ", "サーバ")
WORDS = ("ことのは", "なぎさ", "こもれび", "ほしぞら", "あさつゆ", "ゆきどけ")
TRADES = ("情報", "印刷", "事務", "計算")
CLAUSE_SETS = ("prime-consent-2021", "national-act-2023", "prime-no-subcontracting-2019")
CONTRACTORS = 300
SCHEME = "プライバシーマーク"


def contractor(number: int) -> str:
    """A contractor that does not exist."""
    word, trade = WORDS[number % len(WORDS)], TRADES[number % len(TRADES)]
    return f"{word}{trade}{number:03}株式会社"


@dataclass(frozen=True)
class Engaged:
    """One engagement of the invented contract, and the dice that say how it went."""

    dice: Random
    contract: str
    branch: int
    term: Term

    def row(self, sheet: str, **cells: Any) -> BookRow:
        return sheet, {"契約番号": self.contract, "枝番": self.branch or None, **cells}

    def happens(self, chance: float) -> bool:
        return self.dice.random() < chance

    def after(self, day: date, least: int, most: int) -> date:
        return day + timedelta(days=self.dice.randint(least, most))


def rows_of(place: int, seed: int) -> Iterator[BookRow]:
    """The rows of contract number `place`: the same for the same seed, whatever the book's size."""
    dice = Random(f"{seed}/{place}")  # noqa: S311 — an invented city needs no secrets
    number = f"B-{place:06}"
    prime = Engaged(dice, number, 0, _term(dice))
    rhythm = dice.choices((None, Rhythm.MONTHLY, Rhythm.QUARTERLY), (4, 3, 3))[0]
    has_subcontract = place % 10 == 0
    agreed = _contract(prime, rhythm, has_subcontract=has_subcontract)
    yield "契約", agreed
    if agreed["求める認証"]:
        yield _certification(prime, agreed["受託者名"])
    if place % 20 == 0:
        yield _council_matter(prime)
    yield from _engagement(prime)
    if rhythm is not None:
        yield from _periodic_reports(prime, rhythm)
    yield from _requests(prime)
    yield from _incidents(prime)
    if has_subcontract:
        subcontract = Engaged(dice, number, 1, prime.term)
        yield _subcontract(subcontract)
        yield from _engagement(subcontract)


def _term(dice: Random) -> Term:
    month = 4 if dice.random() < 0.6 else dice.randint(1, 12)
    first = min(date(dice.choice(YEARS), month, 1), LATEST_START)
    return Term(first, first.replace(year=first.year + 2) - timedelta(days=1))


def _contract(prime: Engaged, rhythm: Rhythm | None, *, has_subcontract: bool) -> Mapping[str, Any]:
    dice = prime.dice
    allowed = CLAUSE_SETS[:2] if has_subcontract else CLAUSE_SETS
    return {
        "契約番号": prime.contract,
        "件名": f"{dice.choice(WORKS)}業務委託（{prime.contract}）",
        "実施機関": "市長",
        "所管課": dice.choice(DEPARTMENTS),
        "受託者名": contractor(dice.randrange(CONTRACTORS)),
        "委託の内容": "対象者に送る書類の作成と、その元になるデータの管理",
        "契約日": prime.term.first - timedelta(days=14),
        "開始日": prime.term.first,
        "終了日": prime.term.last,
        "契約期間の表示": "24か月",
        "対象者": "市民",
        "情報項目": "、".join(ITEMS),
        "記録媒体": "、".join(MEDIA),
        "本人数": dice.randint(10, 90_000),
        "個人番号": "有" if prime.happens(0.1) else "無",
        "特記事項": dice.choice(allowed),
        "定期報告": RHYTHM[rhythm] if rhythm else "なし",
        "求める認証": SCHEME if prime.happens(0.2) else None,
    }


def _certification(prime: Engaged, holder: str) -> BookRow:
    return "認証", {
        "事業者名": holder,
        "制度": SCHEME,
        "登録番号": f"P-{prime.contract}",
        "有効期限": prime.after(prime.term.last, -200, 400),
        "契約番号": prime.contract,
    }


def _council_matter(prime: Engaged) -> BookRow:
    return "付議", {
        "付議番号": f"F-{prime.contract}",
        "開催日": prime.after(prime.term.first, -90, -30),
        "会議": "定例会",
        "区分": "諮問",
        "件名": "個人情報を取り扱う業務の委託",
        "結果": "承認",
        "契約番号": prime.contract,
    }


def _subcontract(engaged: Engaged) -> BookRow:
    before = engaged.term.first - timedelta(days=10)
    return engaged.row(
        "再委託",
        再委託先名=contractor(engaged.dice.randrange(CONTRACTORS)),
        業務の内容="書類の封入",
        開始日=engaged.term.first,
        終了日=engaged.term.last,
        承諾日=before,
        承諾文書番号=f"承諾第{engaged.dice.randint(1, 999)}号",
        特記事項明記="有",
        周知確認日=before,
        情報項目="氏名、住所",
        記録媒体="紙",
    )


def _engagement(engaged: Engaged) -> Iterator[BookRow]:
    yield from _handlers(engaged)
    yield from _data(engaged)
    for year in FiscalYear.touched_by(engaged.term):
        yield from _inspection(engaged, year)
    yield from _safeguards(engaged)


def _handlers(engaged: Engaged) -> Iterator[BookRow]:
    received_on = engaged.term.first - timedelta(days=7)
    supervisor = {"区分": "責任者", "所属・役職": "管理部長"}
    yield engaged.row("取扱者", 受領日=received_on, **supervisor)
    handlers = {"区分": "取扱者", "所属・役職": "業務部", "人数": engaged.dice.randint(2, 30)}
    yield engaged.row("取扱者", 受領日=received_on, 作業場所="本社", **handlers)


def _data(engaged: Engaged) -> Iterator[BookRow]:
    numbers = [f"D{number}" for number in range(1, engaged.dice.randint(2, 4))]
    for number in numbers:
        yield engaged.row(
            "データ",
            データ番号=number,
            データ名="対象者一覧",
            情報項目="氏名、住所",
            記録媒体="紙",
            件数=engaged.dice.randint(1, 9_000),
            区分="提供",
            日付=min(engaged.after(engaged.term.first, 0, 60), TODAY),
            引渡方法="手渡し",
            職員="担当",
        )
    ended = engaged.after(engaged.term.last, 0, 20)
    if ended < TODAY - timedelta(days=60) and engaged.happens(0.9):
        yield from _erasure(engaged, numbers, ended)


def _erasure(engaged: Engaged, numbers: list[str], on: date) -> Iterator[BookRow]:
    for number in numbers:
        yield engaged.row(
            "返還消去", データ番号=number, 区分="消去", 日付=on, 方法="裁断", 証明書番号="C1"
        )
    received_on = engaged.after(on, 1, 10)
    confirmed = engaged.happens(0.9)
    yield engaged.row(
        "消去証明",
        証明書番号="C1",
        証明日=on,
        受領日=received_on,
        消去責任者の役職="管理部長",
        立会い="無",
        確認日=engaged.after(received_on, 1, 20) if confirmed else None,
        確認方法="現地" if confirmed else None,
        確認職員="担当" if confirmed else None,
    )


def _inspection(engaged: Engaged, year: FiscalYear) -> Iterator[BookRow]:
    days = engaged.term & year.days
    on = engaged.after(days.first, 0, (days.last - days.first).days)
    if on > TODAY:
        yield engaged.row("立入調査", 年度=year.start, 予定日=on)
    elif engaged.happens(0.92):
        found = engaged.dice.choices((0, 1, 2), (8, 1, 1))[0]
        yield engaged.row(
            "立入調査",
            年度=year.start,
            予定日=on,
            実施日=on,
            方法="実地",
            調査職員="担当2名",
            総合判定="指摘あり" if found else "適",
        )
        for number in range(1, found + 1):
            yield _finding(engaged, year, number, on)


def _finding(engaged: Engaged, year: FiscalYear, number: int, on: date) -> BookRow:
    put_right_on = engaged.after(on, 10, 60)
    done = put_right_on <= TODAY and engaged.happens(0.9)
    return engaged.row(
        "指摘",
        年度=year.start,
        指摘番号=f"{number}",
        内容="保管庫の施錠の記録がない",
        根拠="安全管理",
        是正期限=on + timedelta(days=30),
        是正報告日=on + timedelta(days=9) if done else None,
        是正確認日=put_right_on if done else None,
    )


def _safeguards(engaged: Engaged) -> Iterator[BookRow]:
    chances = ((Rhythm.MONTHLY, 0.15), (Rhythm.QUARTERLY, 0.6), (None, 0.4))
    for number, (rhythm, chance) in enumerate(chances, 1):
        if not engaged.happens(chance):
            continue
        yield engaged.row(
            "保護対策",
            番号=f"S{number}",
            実施者="受託者",
            区分="運用上",
            対策="保管場所の点検を行い、結果を知らせる",
            由来="契約",
            頻度=RHYTHM[rhythm] if rhythm else "なし",
        )
        if rhythm is not None:
            yield from _kept(engaged, f"S{number}", rhythm)


def _kept(engaged: Engaged, safeguard: str, rhythm: Rhythm) -> Iterator[BookRow]:
    for period in Period.touched_by(engaged.term, rhythm):
        on = engaged.after((engaged.term & period.days).first, 0, 27)
        if on > TODAY or not engaged.happens(0.9):
            continue
        yield engaged.row(
            "記録",
            日付=on,
            区分="電話確認",
            内容="点検の結果に問題のないことを確かめた。",
            相手方="業務部",
            職員="担当",
            対策番号=safeguard,
            対象=str(period) if engaged.happens(0.5) else None,
        )


def _periodic_reports(prime: Engaged, rhythm: Rhythm) -> Iterator[BookRow]:
    for period in Period.touched_by(prime.term, rhythm):
        received_on = prime.after(period.days.last, 1, 15)
        if received_on <= TODAY and prime.happens(0.95):
            yield prime.row(
                "報告受領",
                種別="定期報告",
                対象期間=str(period),
                受領日=received_on,
                要旨="処理件数と管理の状況",
            )


def _requests(prime: Engaged) -> Iterator[BookRow]:
    on = prime.after(prime.term.first, 30, 600)
    if on > TODAY or not prime.happens(0.5):
        return
    due_on = on + timedelta(days=14)
    yield prime.row("報告依頼", 依頼番号="R1", 依頼日=on, 内容="再点検の結果を求める", 期限=due_on)
    if due_on <= TODAY:
        yield prime.row("報告受領", 種別="求めた報告", 依頼番号="R1", 受領日=due_on, 要旨="結果")


def _incidents(prime: Engaged) -> Iterator[BookRow]:
    on = prime.after(prime.term.first, 30, 600)
    if on > TODAY or not prime.happens(0.02):
        return
    yield prime.row(
        "事故",
        事故番号="J1",
        発生日=on,
        覚知日=on,
        概要="封筒の入れ違い",
        本人数=prime.dice.randint(1, 5),
        報告対象="無",
        報告書受領日=on,
    )
