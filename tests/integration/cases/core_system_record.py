"""Case 4 in print: five years on the record's pages, its routine a year in a row."""

from __future__ import annotations

from tests.integration.cases.book_work import left_of_the_rows
from tests.integration.cases.city import City
from tests.integration.cases.closing_work import everything_is_sound, kinds_on_record
from tests.integration.cases.core_system import CONTRACTOR, NUMBER, OURS, SAFEGUARDS
from tests.integration.cases.council_work import open_matter
from tests.integration.cases.office_work import look_at
from tests.unit.papers_read_back import page_texts

ROUTINE = ("定期報告", "打合せ")
CONDENSED = (
    "打合せ4件2019-10–2020-01、最終1/25",
    "打合せ21件2021-04–2022-03、最終3/8",
    "打合せ12件2022-04–2023-03、最終3/8",
    "打合せ12件2023-04–2024-03、最終3/8",
    "打合せ6件2024-04–2024-09、最終9/6",
    "定期報告29件2021-04–2022-03、最終3/8",
    "定期報告12件2022-04–2023-03、最終3/8",
    "定期報告12件2023-04–2024-03、最終3/8",
    "定期報告7件2024-04–2024-10、最終10/8",
)
NEVER_CONDENSED = (
    ("R1.8.5", "付議"),
    ("R1.9.1", "契約締結"),
    ("R1.10.1", "データ収集・作成"),
    ("R1.10.1", "データ収集・作成"),
    ("R2.4.24", "事故通知"),
    ("R2.4.24", "その他"),
    ("R2.4.28", "委員会報告"),
    ("R2.4.30", "事故報告"),
    ("R3.4.16", "取扱者届出"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "未実施の記録"),
    ("R3.4.16", "その他"),
    ("R3.4.16", "その他"),
    ("R3.4.16", "その他"),
    ("R3.4.16", "その他"),
    ("R3.4.16", "委員会報告"),
    ("R3.4.16", "その他"),
    ("R3.7.15", "立入調査"),
    ("R3.7.15", "指摘"),
    ("R3.7.15", "その他"),
    ("R3.8.6", "是正報告"),
    ("R3.8.27", "是正確認"),
    ("R4.9.8", "立入調査"),
    ("R5.9.8", "立入調査"),
    ("R6.9.6", "立入調査"),
    ("R6.9.30", "引渡し"),
    ("R6.10.7", "消去"),
    ("R6.10.8", "消去証明書"),
    ("R6.10.15", "消去確認"),
    ("R6.11.6", "控えの消滅確認"),
    ("R6.11.6", "完了"),
)


def what_the_record_says(city: City) -> None:
    """Only reports and meetings are put together; a second page has the small head."""
    officer = city.officers[OURS]
    entries = kinds_on_record(officer, NUMBER)
    assert [one for one in entries if one[1] not in ROUTINE] == list(NEVER_CONDENSED)
    assert len([one for one in entries if one[1] == "定期報告"]) == 60
    officer.open_contract(NUMBER)
    pages = page_texts(officer.download("管理記録を印刷"))
    first, second = pages
    assert second.startswith(f"管理記録{NUMBER}")
    assert CONTRACTOR in second
    for words in CONDENSED:
        assert words in first + second, (words, pages)
    for day, kind in NEVER_CONDENSED:
        late = f"{day}後日記載{kind}"
        assert f"{day}{kind}" in first + second or late in first + second, (day, kind, pages)
    # A routine entry that was written months later stays a row of its own, and says so.
    assert "R2.12.25後日記載打合せ月例会［S1］" in first
    # Six fiscal years, four visits: the foot sums up what lies before the last three.
    assert "以前311令和4年度111令和5年度111令和6年度111計644" in second
    assert "記録151件後日記載76訂正0" in second


def what_the_other_papers_say(city: City) -> None:
    officer = city.officers[OURS]
    sheet = "".join(page_texts(open_matter(officer, "F-U-R1-1").download("付議資料（PDF）")))
    for _, _, text, _, _ in SAFEGUARDS:
        assert text in sheet
    look_at(officer, NUMBER, "データと消去")
    [paper] = page_texts(officer.download("消去確認書（PDF）"))
    assert "SE-1" in paper
    assert left_of_the_rows(city, NUMBER) == []
    everything_is_sound(city)
