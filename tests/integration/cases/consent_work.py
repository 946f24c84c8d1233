"""再委託の承諾 on the contractor's own request: what is confirmed first, and what is decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.integration.cases.clerk import Clerk
from tests.integration.cases.office_work import Facts, enter, fill_in, look_at
from tests.unit.papers_read_back import page_texts

ALL_BUT_THE_STAFF = {
    "再委託の契約に特記事項が明記されている": "確認した",
    "受託者が再委託先を監督する方法が定まっている": "確認した",
    "再委託が業務の遂行に必要である": "確認した",
    "渡す情報項目が必要な範囲に限られている": "確認した",
    "作業場所と保管場所の安全が確かめられている": "確認した",
}
MARK = "求める認証を再委託先が持っている"


def name_city(admin: Clerk) -> None:
    """A notice that leaves the city names its sender."""
    admin.follow("設定").fill("市の名前", "青葉野市")
    enter(admin, "保存する", "設定を変えました：市の名前")


def request_consent(officer: Clerk, number: str, facts: Facts) -> Clerk:
    """The request as it came in; its page stands open afterwards."""
    look_at(officer, number, "再委託").follow("承諾の申請を登録")
    fill_in(officer, facts).press("申請を登録する")
    return officer.sees("を登録しました。次は、事項を確認してください。")


def confirm_points(officer: Clerk, answers: Mapping[str, str]) -> Clerk:
    """The officer stands before the request; what he does not name stays 未確認."""
    officer.choose(MARK, "該当なし").fill("備考", "認証を求めていない契約である", MARK)
    fill_in(officer, answers).press("確認したことを残す")
    return officer.sees("確認したことを残しました。")


def decide_on(
    manager: Clerk, number: str, contractor: str, day: date, document: str, condition: str
) -> str:
    """The manager consents on a condition; the words of the notice, without spaces."""
    look_at(manager, number, "再委託").follow("申請1を開く", contractor)
    manager.follow("決定する")
    manager.choose("決定", "条件付承諾").fill("決定の日", day).fill("条件1", condition)
    manager.fill("文書番号", document).press("決定する")
    manager.sees(f"決定を記録し、通知書「{document}」を作りました。")
    return "".join(page_texts(manager.download(f"再委託承諾通知書 {document}（PDF）")))
