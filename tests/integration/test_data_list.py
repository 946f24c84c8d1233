"""What is still out there: data as the rules see it on any day, waiting certificates, the pages."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from app.records import certificate_list, data_list
from app.records.certificate_list import CertificateLine, WantedCertificates
from app.records.data_list import DataCount, DataFilter, DataLine, DataSort, WantedData
from app.records.database import reading
from app.records.scope import EVERYTHING, NOTHING, Scope
from audits.due import State, state_on
from audits.engagement import Engagement
from audits.erasure import DataItem, disposed_on
from audits.kind import Kind
from audits.roles import Role
from tests.books import contract_cells
from tests.integration.browser import Browser, add_person
from tests.integration.shaken import OnFile, days_to_try, on_file, shake
from tests.integration.statements import statements

Key = tuple[str, int, str]
ON = date(2026, 11, 20)
COUNT = re.compile(r"([\d,]+)件のうち [\d,]+～")
ASKING = (Kind.DATA_DISPOSAL, Kind.ERASURE_CERTIFICATE)


def listed(installation, wanted, scope=EVERYTHING) -> list[DataLine]:
    with installation.app.app_context(), reading() as session:
        lines = data_list.data_lines(session, wanted, scope, offset=0, limit=1000)
        contracts = len({line.contract for line in lines})
        assert data_list.count_data(session, wanted, scope) == len(lines)
        assert data_list.count_data_contracts(session, wanted, scope) == contracts
        each = data_list.count_each(session, wanted, scope)[wanted.which]
        assert each == DataCount(len(lines), contracts)
        return lines


def waiting(installation, wanted, scope=EVERYTHING) -> list[CertificateLine]:
    with installation.app.app_context(), reading() as session:
        lines = certificate_list.certificate_lines(session, wanted, scope, offset=0, limit=1000)
        assert certificate_list.count_certificates(session, wanted, scope) == len(lines)
        return lines


def states(lines: list[DataLine]) -> dict[Key, tuple[date | None, State | None]]:
    found = {(line.contract, line.branch, line.number): line for line in lines}
    assert len(found) == len(lines)
    return {key: (line.due_on, line.state) for key, line in found.items()}


def is_out(item: DataItem, engagement: Engagement, on: date) -> bool:
    gone = disposed_on(item.number, engagement.disposals, engagement.certificates)
    return item.on <= on and (gone is None or gone > on)


def expected(known: OnFile, wanted: WantedData) -> dict[Key, tuple[date | None, State | None]]:
    on = wanted.on
    found: dict[Key, tuple[date | None, State | None]] = {}
    for contract, engagement in known.engagements():
        for data in engagement.data:
            if not is_out(data, engagement, on):
                continue
            owed = [
                (item.due_on, state_on(item, on))
                for item in known.owed
                if (item.contract, item.branch) == (contract.number, engagement.branch)
                and item.kind in ASKING
                and item.basis in (None, data.number)
                and item.exists(on)
            ]
            nothing = contract.came_to_nothing_on
            unneeded = data.no_longer_needed_on
            belongs = {
                DataFilter.ALL: True,
                DataFilter.AFTER_END: engagement.term.last < on or bool(nothing and nothing <= on),
                DataFilter.OVERDUE: any(state is State.OVERDUE for _, state in owed),
                DataFilter.NO_LONGER_NEEDED: unneeded is not None and unneeded <= on,
            }
            if belongs[wanted.which]:
                key = (contract.number, engagement.branch, data.number)
                found[key] = min(owed, default=(None, None), key=lambda pair: pair[0])
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_still_out_is_what_the_rules_say_on_any_day(golden, seed):
    draw = random.Random(seed)  # noqa: S311 — a test's own chance
    shake(golden, draw)
    known, seen = on_file(golden), set()
    for on in days_to_try(draw, 12):
        for which in DataFilter:
            wanted = WantedData(on, which)
            found = listed(golden, wanted)
            assert states(found) == expected(known, wanted), wanted
            seen |= {which} if found else set()
    assert seen == set(DataFilter)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_certificates_that_wait_are_those_of_the_rules_on_any_day(golden, seed):
    draw = random.Random(seed)  # noqa: S311
    shake(golden, draw)
    known, seen = on_file(golden), 0
    for on in days_to_try(draw, 12):
        lines = waiting(golden, WantedCertificates(on))
        wanted = sorted(
            (contract.number, engagement.branch, each.number)
            for contract, engagement in known.engagements()
            for each in engagement.certificates
            if each.received_on <= on and not (each.confirmed_on and each.confirmed_on <= on)
        )
        assert sorted((one.contract, one.branch, one.number) for one in lines) == wanted
        seen += len(lines)
    assert seen


HELD = {
    "契約": [
        contract_cells("R8-001", 終了日="2026-08-31"),
        contract_cells("R8-002", 所管課="保育課"),
        contract_cells("R8-003", 不成立日="2026-10-01"),
    ],
    "再委託": [
        {"契約番号": "R8-001", "枝番": 1, "再委託先名": "はなれ計算株式会社", "業務の内容": "印刷"}
        | {"開始日": "2026-04-01", "終了日": "2026-06-30", "承諾日": "2026-03-01"}
        | {"特記事項明記": "有", "特記事項": "prime-consent-2021"},
    ],
    "データ": [
        {"契約番号": number, "枝番": branch, "データ番号": data, "データ名": name}
        | {"区分": "提供", "日付": "2026-04-10", "件数": count, "不要日": unneeded}
        for number, branch, data, name, count, unneeded in (
            ("R8-001", 0, "D1", "名簿", 100, None),
            ("R8-001", 0, "D2", "帳票", 5, "2026-05-01"),
            ("R8-001", 1, "D1", "印刷用", 20, None),
            ("R8-002", 0, "D1", "申請書", None, "2026-11-30"),
            ("R8-003", 0, "D1", "試験用", 1, None),
        )
    ],
    "返還消去": [
        {"契約番号": "R8-001", "データ番号": "D1", "区分": "消去", "日付": "2026-09-01"}
        | {"証明書番号": "S1"},
        {"契約番号": "R8-001", "データ番号": "D2", "区分": "返還", "日付": "2026-09-02"},
        {"契約番号": "R8-001", "枝番": 1, "データ番号": "D1", "区分": "消去"}
        | {"日付": "2026-07-01"},
    ],
    "消去証明": [
        {"契約番号": "R8-001", "証明書番号": "S1", "証明日": "2026-09-20"}
        | {"受領日": "2026-09-25", "控えの消滅日": "2026-12-31"},
    ],
}


@pytest.fixture
def held(installation):
    loaded = installation.load_sheets(**HELD)
    assert loaded.written, loaded.errors
    return installation


def names(lines: list[DataLine]) -> list[str]:
    return sorted(f"{line.contract}/{line.branch}/{line.number}" for line in lines)


@pytest.mark.parametrize(
    ("which", "expected_names"),
    [
        ("all", ["R8-001/1/D1", "R8-002/0/D1", "R8-003/0/D1"]),  # erased, but no certificate came
        ("after_end", ["R8-001/1/D1", "R8-003/0/D1"]),
        ("overdue", ["R8-001/1/D1"]),
        ("no_longer_needed", []),
    ],
)
def test_what_contractors_still_have_is_told_apart(held, which, expected_names):
    assert names(listed(held, WantedData(ON, DataFilter(which)))) == expected_names


def test_on_an_earlier_day_what_came_back_later_was_still_out(held):
    before = listed(held, WantedData(date(2026, 9, 24)))
    assert "R8-001/0/D1" in names(before)  # erased on the 1st, its certificate came on the 25th
    assert "R8-001/0/D2" not in names(before)
    unneeded = WantedData(date(2026, 6, 10), DataFilter.NO_LONGER_NEEDED)
    assert names(listed(held, unneeded)) == ["R8-001/0/D2"]
    assert listed(held, WantedData(date(2026, 4, 9))) == []


def test_the_first_date_by_which_it_is_owed_back_counts(held):
    [line] = listed(held, WantedData(date(2026, 6, 10), DataFilter.NO_LONGER_NEEDED))
    assert (line.due_on, line.state) == (date(2026, 6, 1), State.OVERDUE)  # 31 May is a Sunday
    assert line.days_overdue == 9


def test_what_a_manager_waived_is_owed_by_the_next_date(held):
    held.change(
        'INSERT INTO excuses (contract_id, branch, kind, basis, occurrence, decision, "on",'
        " reason, written_at, written_by) SELECT contract_id, branch, kind, basis, occurrence,"
        " 'waived', '2026-06-05', '契約の終わりまで使う', '2026-06-05', '試験' FROM due_items"
        " WHERE kind = 'data_disposal' AND contract = 'R8-001'"
    )
    assert held.run("rebuild").exit_code == 0
    wanted = WantedData(date(2026, 6, 10), DataFilter.NO_LONGER_NEEDED)
    [line] = listed(held, wanted)
    assert (line.due_on, line.state) == (date(2026, 9, 30), State.PLANNED)


def test_a_line_names_who_has_it_and_until_when(held):
    [line] = listed(held, WantedData(ON, DataFilter.OVERDUE))
    assert (line.contractor, line.ends_on) == ("はなれ計算株式会社", date(2026, 6, 30))
    assert (line.count, line.since) == (20, date(2026, 4, 10))


def test_the_list_is_sorted_by_every_head_and_what_is_not_known_comes_last(held):
    for sort, of in (
        (DataSort.DUE, lambda line: line.due_on),
        (DataSort.NUMBER, lambda line: line.contract),
        (DataSort.DEPARTMENT, lambda line: line.department),
        (DataSort.COUNT, lambda line: line.count),
        (DataSort.SINCE, lambda line: line.since),
        (DataSort.ENDS_ON, lambda line: line.ends_on),
    ):
        for down in (False, True):
            wanted = WantedData(date(2026, 6, 10), sort=sort, descending=down)
            values = [of(line) for line in listed(held, wanted)]
            known = [value for value in values if value is not None]
            assert known == sorted(known, reverse=down)
            assert values == known + [None] * (len(values) - len(known))


def test_a_certificate_waits_until_it_is_confirmed(held):
    [line] = waiting(held, WantedCertificates(date(2026, 10, 20)))
    assert (line.number, line.due_on) == ("S1", date(2026, 10, 9))
    assert (line.state, line.days_overdue) == (State.OVERDUE, 11)
    assert waiting(held, WantedCertificates(date(2026, 9, 24))) == []
    assert waiting(held, WantedCertificates(ON, department="保育課")) == []


def test_a_department_sees_its_own_data_only(held):
    own = Scope(everything=False, departments=frozenset({"保育課"}))
    assert names(listed(held, WantedData(ON), own)) == ["R8-002/0/D1"]
    assert names(listed(held, WantedData(ON, department="保育課"))) == ["R8-002/0/D1"]
    assert listed(held, WantedData(ON), NOTHING) == []
    assert waiting(held, WantedCertificates(ON), own) == []


def test_the_page_counts_items_and_contracts(held):
    add_person(held, "secretariat", Role.SECRETARIAT)
    browser = Browser(held).come_in("secretariat")
    page = browser.get("/data?on-year=令和8&on-month=11&on-day=20").text
    assert "令和8年11月20日 (2026)</time>現在3件（3契約）" in page
    for words in ("印刷用", "はなれ計算株式会社", "再委託先（枝番1）", "?view=data"):
        assert words in page
    certificates = browser.get("/data/certificates?on=R8.10.20").text
    assert COUNT.findall(certificates) == ["1"]
    assert "11日超過" in certificates


@pytest.fixture
def secretariat(golden) -> Browser:
    add_person(golden, "secretariat", Role.SECRETARIAT)
    return Browser(golden).come_in("secretariat")


def test_what_was_not_understood_is_said(secretariat):
    page = secretariat.get("/data?which=x&sort=y&on=R8.13.1").text
    for words in ("「x」という選択肢", "「y」という選択肢", "「R8.13.1」は日付"):
        assert words in page


def test_an_empty_list_says_what_to_do(secretariat):
    page = secretariat.get("/data?on=1990-01-01").text
    assert "条件を外して" in page
    assert "残っているデータを見る" in secretariat.get("/data/certificates?on=1990-01-01").text


@pytest.mark.parametrize(
    "path", [*(f"/data?which={each.value}" for each in DataFilter), "/data/certificates"]
)
def test_the_statements_of_the_pages_are_few(secretariat, golden, path):
    joined = f"{path}{'&' if '?' in path else '?'}on=2021-04-15"
    with statements(golden) as sent:
        assert secretariat.get(joined).status_code == 200
    assert len(sent) <= 12, sent
