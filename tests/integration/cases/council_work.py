"""What is done around the council: sessions, matters and their results, connections, advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import Facts, enter, fill_in


@dataclass(frozen=True, slots=True)
class Laid:
    """A matter as its papers have it; `result`: where it is entered after the session."""

    number: str
    held_on: date
    session: str
    kind: str
    title: str
    document: str = ""
    basis: str = ""
    contracts: Sequence[str] = ()
    connections: Sequence[str] = ()
    previous: Sequence[str] = ()
    changes: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A connection to the outside, in the words of its paper."""

    number: str
    title: str
    counterpart: str
    items: Sequence[str]
    reason: Sequence[str]
    form: str
    starts_on: date
    contract: str = ""


def hold_session(secretariat: Clerk, day: date, name: str, place: str = "") -> None:
    """The secretariat enters that the council meets."""
    secretariat.follow("付議").follow("審議会の開催").follow("開催を登録")
    secretariat.fill("開催日", day).fill("会議", name).fill("場所", place)
    enter(secretariat, "登録する", "審議会の開催を保存しました。", name)


def lay(secretariat: Clerk, matter: Laid) -> None:
    """The secretariat enters a matter from the list of the sessions."""
    secretariat.follow("付議").follow("審議会の開催").follow("付議を加える", matter.session)
    secretariat.fill("付議番号", matter.number).fill("件名", matter.title)
    secretariat.choose("区分", matter.kind).fill("根拠条項", matter.basis)
    secretariat.fill("資料番号", matter.document)
    secretariat.fill("契約番号", list(matter.contracts))
    secretariat.fill("外部結合の番号", list(matter.connections))
    secretariat.fill("前に付議したときの付議番号", list(matter.previous))
    secretariat.fill("前回の付議からの変更点", matter.changes)
    secretariat.fill("結果", matter.result or "なし")
    result = f"結果 {matter.result or 'まだありません'}"
    enter(secretariat, "登録する", "付議を登録しました。", result, matter.title)
    secretariat.sees(matter.kind, matter.session, *matter.connections, *matter.contracts)


def decide(secretariat: Clerk, number: str, result: str) -> None:
    """After the session the secretariat enters what became of the matter."""
    open_matter(secretariat, number).follow("改める・結果を入れる").fill("結果", result)
    enter(secretariat, "保存する", "付議の内容を改めました。", f"結果 {result}")


def name_contracts(secretariat: Clerk, matter: str, numbers: Sequence[str]) -> None:
    """The contracts that a matter was about are on file now; it gets their numbers."""
    open_matter(secretariat, matter).follow("改める・結果を入れる")
    secretariat.fill("契約番号", list(numbers))
    enter(secretariat, "保存する", "付議の内容を改めました。", *numbers)


def open_matter(clerk: Clerk, number: str) -> Clerk:
    return clerk.follow("付議").follow(number)


def open_connection(clerk: Clerk, number: str) -> Clerk:
    return clerk.follow("付議").follow("外部結合").follow(number)


def connect(officer: Clerk, link: Link) -> None:
    """The department enters a connection."""
    officer.follow("付議").follow("外部結合").follow("外部結合を登録")
    officer.fill("結合番号", link.number).fill("件名", link.title)
    officer.fill("関係する契約の番号", link.contract)
    officer.fill("結合の相手方", link.counterpart).fill("結合の形態", link.form)
    officer.fill("情報項目", list(link.items)).fill("結合する理由", list(link.reason))
    enter(officer.fill("開始日", link.starts_on), "登録する", "外部結合を登録しました。")
    officer.sees(link.number, link.title, link.counterpart, *link.items, *link.reason)


def change_connection(officer: Clerk, day: date, reason: str, facts: Facts) -> Clerk:
    """The officer stands before the page of the connection, which is changed from a day on."""
    officer.follow("内容を改める")
    officer.choose("変更の種類", "外部結合の内容が変わった（変更）")
    fill_in(officer, {"変更日": day, "変更の理由": reason, **facts})
    return enter(officer, "保存する", "外部結合の内容を改めました。", reason)


def advise(advisor: Clerk, day: date, text: str) -> None:
    """The advisor stands before the page of what the advice is about."""
    advisor.follow("助言を登録").fill("助言した日", day).fill("助言の内容", text)
    enter(advisor, "登録する", "助言を登録しました。担当課の対応を待ちます。", text)
    advisor.sees("対応はまだありません")


def safeguard(clerk: Clerk, number: str, text: str, *, by: str, category: str, origin: str) -> None:
    """A promise without a rhythm, from the page of what it is about."""
    clerk.follow("保護対策を登録").fill("番号", number).fill("対策の内容", text)
    clerk.choose("実施者", by).choose("区分", category).choose("由来", origin)
    enter(clerk, "登録する", "保護対策を登録しました。", number, text)


def answer_advice(officer: Clerk, text: str, answer: str, promised: Sequence[str]) -> None:
    """The department says what it makes of the advice, and which promise came of it."""
    officer.follow("対応を登録", text).fill("担当課の対応", answer)
    officer.fill("この助言を受けて約束した保護対策の番号", list(promised))
    enter(officer, "対応を登録する", "助言への対応を登録しました。", answer, *promised)


def hear(secretariat: Clerk, matter: str, said_by: str, text: str, answer: str = "") -> None:
    """What a member said in the session; `answer`: where it was given at once."""
    open_matter(secretariat, matter).follow("意見を登録").fill("意見への対応", answer)
    secretariat.fill("だれの意見か", said_by).fill("意見の内容", text)
    enter(secretariat, "登録する", said_by, text, answer or "対応はまだありません")


def answer_opinion(officer: Clerk, matter: str, text: str, answer: str) -> None:
    """The department answers the member."""
    open_matter(officer, matter).follow("対応を登録", text).fill("意見への対応", answer)
    enter(officer, "登録する", answer)
