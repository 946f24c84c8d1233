"""The end of a contract: certificates looked over and confirmed by two, what is missing, 完了."""

from __future__ import annotations

from datetime import date

from tests.integration.cases.city import City
from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import Facts, enter, fill_in, look_at
from tests.unit.papers_read_back import page_texts

DATA = "データと消去"


def two_confirm(admin: Clerk) -> Clerk:
    """The city decides that nobody confirms an erasure whose certificate he looked over himself."""
    admin.follow("設定").choose("消去の確認を二人で行う", "はい")
    return enter(admin, "保存する", "設定を変えました：消去の確認を二人で行う")


def look_over(officer: Clerk, number: str, certificate: str, counts: dict[str, int]) -> Clerk:
    """The certificate beside the data on file, line by line: it says what is on file."""
    look_at(officer, number, DATA).follow(f"証明書を照合（{certificate}）")
    for item, count in counts.items():
        officer.fill(f"台帳のとおり（{item}）", True).fill(f"{item} 証明書の件数", count)
    return officer.press("照合を保存する").sees("照合を保存しました。")


def confirm(person: Clerk, number: str, certificate: str, day: date, way: str, who: str) -> Clerk:
    """The erasure is confirmed; `way`: 立会い, 現地, 写真 or 書面."""
    _confirmation(person, number, certificate, {"確認日": day, "確認方法": way, "確認職員": who})
    person.press("消去を確認したことを記録する")
    return person.sees("消去の確認を記録しました。消去確認書を印刷できます。")


def confirm_part(person: Clerk, number: str, certificate: str, facts: Facts) -> Clerk:
    """The erasure of what the certificate names is confirmed, while other data are still out."""
    _confirmation(person, number, certificate, facts).press("一部の消去を確認したことを記録する")
    return person.sees("一部の消去の確認を記録しました。残りは、次の証明書で確認します。")


def _confirmation(person: Clerk, number: str, certificate: str, facts: Facts) -> Clerk:
    look_at(person, number, DATA).follow(f"証明書を照合（{certificate}）")
    return fill_in(person, facts)


def confirm_backup_gone(officer: Clerk, number: str, certificate: str, facts: Facts) -> Clerk:
    """The last backup is gone too."""
    look_at(officer, number, DATA).follow(f"控えの消滅を確認（{certificate}）")
    fill_in(officer, facts)
    return enter(officer, "確認したことを記録する", "控えの消滅の確認を記録しました。")


def record_as_missed(manager: Clerk, number: str, item: str, reason: str) -> Clerk:
    """What was owed and can no longer be done; `item`: as the link 未実施 names it."""
    look_at(manager, number, "期限").follow(f"未実施（{item}")
    manager.fill("理由", reason).press("未実施として記録する")
    return manager.sees("未実施を記録しました。")


def waive(manager: Clerk, number: str, item: str, reason: str) -> Clerk:
    """What was owed and need not be done after all; `item`: as the link 免除 names it."""
    look_at(manager, number, "期限").follow(f"免除（{item}")
    manager.fill("理由", reason).press("免除する")
    return manager.sees("免除を記録しました。")


def settle(manager: Clerk, number: str, violation: str, reason: str) -> Clerk:
    """What was broken is settled with a reason; `violation`: as the link names it."""
    look_at(manager, number, "期限").follow("処理を記録", violation)
    manager.fill("理由", reason).press("処理したことを記録する")
    return manager.sees("の処理を記録しました。")


def missing(manager: Clerk, number: str) -> list[str]:
    """What the page of 完了 says is still to be done."""
    look_at(manager, number, "概要").follow("完了とする")
    return manager.items("完了の前に、まだ必要なこと")


def close(manager: Clerk, number: str, reason: str) -> Clerk:
    """Nothing is missing any more: 完了."""
    assert missing(manager, number) == []
    manager.fill("理由", reason).press("完了とする")
    return manager.sees("契約を完了としました。", "段階完了")


def kinds_on_record(clerk: Clerk, number: str) -> list[tuple[str, str]]:
    """Day and kind of every entry, in the order in which the printed record has them."""
    look_at(clerk, number, "管理記録")
    if clerk.offers("古い順にする"):
        clerk.follow("古い順にする")
    for words in clerk.links():
        if words.endswith("も表示する"):
            clerk.follow(words)
    return [(day, kind) for _, day, kind, *_ in clerk.rows("管理記録")]


def record_on_one_page(clerk: Clerk, number: str) -> str:
    """The words of the printed 管理記録, which is one page, without spaces."""
    clerk.open_contract(number)
    [page] = page_texts(clerk.download("管理記録を印刷"))
    return page


def everything_is_sound(city: City) -> None:
    """`verify` goes through every record and finds nothing wrong."""
    found = city.installation.run("verify")
    assert found.exit_code == 0, found.output
    assert "食い違いはありません。" in found.output
