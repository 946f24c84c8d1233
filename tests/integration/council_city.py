"""A city with a council for tests: two departments, contracts, connections, and who does what."""

from __future__ import annotations

from typing import Any

import pypdfium2
from werkzeug.test import TestResponse

from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.entry_forms import boxes, send
from tests.integration.installation import Installation

DEPARTMENT, ELSEWHERE = "教育支援課", "収納課"
OWN, OTHER, SHARED = "R8-001", "R8-002", "R8-003"
LINK, LONELY, FOREIGN = "K-1", "K-2", "K-3"
TOLD, TOLD_ELSEWHERE, ASKED = "F-1", "F-2", "F-3"
OWN_CANARY, OTHER_CANARY = "こだぬき見守り業務", "かわせみ収納業務"
LINK_CANARY, FOREIGN_CANARY = "やまびこ専用線", "しおさい共同回線"
KEPT, NOT_KEPT = "端末の数を園ごとに確かめる", "操作の記録を月に一度見る"


def make_council(installation: Installation) -> Installation:
    """Three matters: on the own contract, on another's, and on a connection without a contract."""
    linked = {"所管課": DEPARTMENT, "結合の相手方": "県の機関", "開始日": "2026-04-01"}
    loaded = installation.load_sheets(
        契約=[
            contract_cells(OWN, 件名=OWN_CANARY, 所管課=DEPARTMENT, 情報項目="氏名、住所"),
            contract_cells(OTHER, 件名=OTHER_CANARY, 所管課=ELSEWHERE),
            contract_cells(SHARED, 件名="連携業務", 所管課=ELSEWHERE, 共管課=DEPARTMENT),
        ],
        外部結合=[
            {"結合番号": LINK, "件名": "配信の結合", "契約番号": OWN, **linked},
            {"結合番号": LONELY, "件名": LINK_CANARY, "情報項目": "氏名", **linked},
            {"結合番号": FOREIGN, "件名": FOREIGN_CANARY, **linked, "所管課": ELSEWHERE},
        ],
        付議=[
            _matter(TOLD, "配信の委託について", "報告", 契約番号=OWN, 結果="了承"),
            _matter(TOLD_ELSEWHERE, "収納の委託について", "報告", 契約番号=OTHER),
            _matter(ASKED, "専用線の結合について", "諮問", 結合番号=LONELY, 結果="承認"),
        ],
        保護対策=[
            _promise("S1", KEPT, 契約番号=OWN, 頻度="毎月"),
            _promise("S2", NOT_KEPT, 契約番号=OWN, 由来="委員意見"),
            _promise("S3", "契約書だけの約束", 契約番号=OWN, 由来="契約"),
            _promise("S1", "収納の対策", 契約番号=OTHER),
            _promise("S1", "更新を毎月確かめる", 結合番号=LONELY, 由来="助言"),
        ],
        助言=[
            {"契約番号": OWN, "番号": "J1", "助言日": "2026-05-01", "助言": "記録を見直すこと"},
            {"結合番号": LONELY, "番号": "J1", "助言日": "2026-05-02", "助言": "定期に見直すこと"},
        ],
    )
    assert loaded.written, loaded.errors
    add_person(installation, "officer", (Role.OFFICER, DEPARTMENT), name="宮野 さくら")
    add_person(installation, "manager", (Role.MANAGER, DEPARTMENT), name="𠮷田 一")
    add_person(installation, "other", (Role.OFFICER, ELSEWHERE), name="髙橋 二郎")
    for role in (Role.SECRETARIAT, Role.AUDITOR, Role.ADVISOR, Role.ADMIN):
        add_person(installation, role.value, role)
    return installation


def _matter(number: str, title: str, kind: str, **changes: Any) -> dict[str, Any]:
    cells = {"付議番号": number, "開催日": "2026-05-14", "会議": "令和8年度第1回"}
    return {**cells, "区分": kind, "件名": title, **changes}


def _promise(number: str, text: str, **changes: Any) -> dict[str, Any]:
    cells = {"番号": number, "実施者": "受託者", "区分": "運用上", "対策": text, "由来": "付議"}
    return {**cells, **changes}


def as_(city: Installation, login: str) -> Browser:
    return Browser(city).come_in(login)


def fill_in(browser: Browser, path: str, **typed: str) -> TestResponse:
    """Opens a form, changes these boxes, sends it, and agrees to what it would change."""
    page = browser.get(path)
    assert page.status_code == 200, (path, page.status_code)
    answer: TestResponse = send(browser, path, {**boxes(page.text), **typed})
    return answer


def day(name: str, year: int, month: int, of_month: int) -> dict[str, str]:
    return {f"{name}-year": str(year), f"{name}-month": str(month), f"{name}-day": str(of_month)}


def words_of(pdf: bytes) -> str:
    """Everything that a paper says, without spaces and line breaks."""
    document = pypdfium2.PdfDocument(pdf)
    pages = (page.get_textpage().get_text_range() for page in document)
    return "".join("".join(text.split()) for text in pages)
