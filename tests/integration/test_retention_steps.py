"""保存と廃棄の手順: two different people, the record as it stood, all or nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from app.acts.retention import ChangedMeanwhileError, RetentionError
from app.clock import now, today
from app.workflows.keep_or_dispose import take_retention_step
from audits.retention import RetentionStep
from tests.integration import retaining
from tests.integration.browser import log_lines
from tests.integration.installation import Installation
from tests.integration.retaining import NEVER, NEXT, OLD, OTHERS, chosen, confirm, dispose


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    return installation


def stubs(city: Installation) -> list[str]:
    return [contract for (contract,) in city.rows("SELECT contract FROM disposed_contracts")]


def refused(city: Installation, act: object, *arguments: object, **more: object) -> str:
    """What is said when nothing is done; and nothing is."""
    before = city.tables(without=["forms_sent"])
    with pytest.raises(RetentionError) as said:
        act(city, *arguments, **more)  # type: ignore[operator]
    assert city.tables(without=["forms_sent"]) == before
    return str(said.value)


def test_two_people_confirm_and_the_contract_is_gone(city):
    confirm(city, [OLD])
    assert stubs(city) == []
    dispose(city, [OLD])
    assert stubs(city) == [OLD]
    acts = [(actor, act, subject) for actor, act, subject, *_ in log_lines(city)][-2:]
    [(hash_,)] = city.rows("SELECT hash FROM disposed_contracts")
    assert acts == [
        ("課長 一郎（manager）", "confirm_disposal", OLD),
        ("事務 花子（secretariat）", "dispose_of_contract", f"{OLD} {hash_}"),
    ]


def test_nobody_confirms_twice_whatever_roles_the_person_has(city):
    confirm(city, [OLD], "both")
    assert refused(city, dispose, [OLD], "both") == (
        f"{OLD}：第1の確認をした人とは別の人が、第2の確認をしてください。"
    )
    dispose(city, [OLD])
    assert stubs(city) == [OLD]


def test_without_the_first_there_is_no_second(city):
    assert "第1の確認がまだありません" in refused(city, dispose, [OLD])
    confirm(city, [OLD])
    confirm(city, [OLD], step=RetentionStep.TAKEN_BACK)
    assert "第1の確認がまだありません" in refused(city, dispose, [OLD])


def test_the_manager_of_another_department_confirms_nothing_here(city):
    assert refused(city, confirm, [OTHERS], "both") == (
        f"{OTHERS}：この契約の所管課の所属長が確認してください。"
    )
    with pytest.raises(ChangedMeanwhileError):  # as if there were no such contract
        confirm(city, [OLD], "elsewhere")


def test_one_that_cannot_go_keeps_all_the_others(city):
    confirm(city, [OLD])
    confirm(city, [NEVER])
    retaining.decide(city, f"/decisions/reopen/{OLD}", "manager", "2026-04-02")
    said = refused(city, dispose, [OLD, NEVER])
    assert said.startswith(f"{OLD}：完了していないか、再開された契約です。")
    assert NEVER not in said
    dispose(city, [NEVER])
    assert stubs(city) == [NEVER]


def test_what_is_not_done_or_not_old_enough_is_not_proposed(city):
    assert "完了していないか" in refused(city, confirm, [NEXT])
    retaining.close(city, NEXT, "manager", today().isoformat())
    assert "が過ぎていません。" in refused(city, confirm, [NEXT])


def test_a_correction_after_the_first_confirmation_makes_it_void(city):
    confirm(city, [OLD])
    note = {"契約番号": OLD, "日付": "2018-06-02", "区分": "打合せ", "内容": "後から"}
    assert city.load_sheets(契約=[], 記録=[note], at=now()).written
    assert "第1の確認の後に、管理記録が加わったか" in refused(city, dispose, [OLD])
    confirm(city, [OLD])
    dispose(city, [OLD])


def test_longer_years_make_it_void_and_shorter_ones_do_not(city):
    confirm(city, [OLD])
    assert city.run("settings", "set", "retention_years", "6").exit_code == 0
    assert "保存年限が延びました" in refused(city, dispose, [OLD])
    assert city.run("settings", "set", "retention_years", "30").exit_code == 0
    assert "が過ぎていません。" in refused(city, dispose, [OLD])
    assert city.run("settings", "set", "retention_years", "5").exit_code == 0
    dispose(city, [OLD])


def test_what_had_individual_numbers_once_is_kept_for_the_longer_years(city):
    assert city.run("settings", "set", "retention_years_sensitive", "20").exit_code == 0
    city.change(
        "UPDATE contract_terms SET my_number = :yes WHERE title = :t", yes=True, t=retaining.TITLE
    )
    assert "保存期限（R22.3.31）が過ぎていません。" in refused(city, confirm, [OLD])
    confirm(city, [NEVER])


def longer(city: Installation, number: str, until: date, login: str = "secretariat") -> None:
    who, which = retaining.person(city, login), chosen(city, number)
    with city.app.app_context():
        take_retention_step(
            which,
            RetentionStep.EXTENDED,
            reason="監査請求のため",
            key="",
            by=who,
            at=now(),
            until_on=until,
        )


def test_what_is_kept_longer_goes_neither_before_that_day_nor_by_an_old_confirmation(city):
    confirm(city, [OLD])
    longer(city, OLD, today() + timedelta(days=30))
    for act in (confirm, dispose):
        assert "まで、保存を延長しています。" in refused(city, act, [OLD])
    city.change(
        "UPDATE retention_steps SET until_on = :day WHERE step = 'extended'",
        day=(today() - timedelta(days=1)).isoformat(),
    )
    assert "第1の確認がまだありません" in refused(city, dispose, [OLD])
    confirm(city, [OLD])
    dispose(city, [OLD])


def test_an_extension_is_to_a_day_to_come_and_can_be_ended(city):
    assert "今日より後の日" in refused(city, longer, OLD, today())
    longer(city, OLD, today() + timedelta(days=30), "manager")
    confirm(city, [OLD], "secretariat", RetentionStep.TAKEN_BACK)
    confirm(city, [OLD])
    assert "取り下げる確認も延長もありません" in refused(
        city, confirm, [NEVER], step=RetentionStep.TAKEN_BACK
    )


def test_a_record_that_does_not_hold_is_not_thrown_away(city):
    confirm(city, [OLD])
    city.change(
        "UPDATE entries SET text = 'なかったこと' WHERE contract = :c AND number = 2", c=OLD
    )
    said = refused(city, dispose, [OLD])
    assert said.startswith(f"{OLD}：管理記録に食い違いがあります（2号　記録の内容が照合値と")


def test_what_has_changed_since_it_was_shown_is_looked_at_again(city):
    shown = chosen(city, OLD)
    confirm(city, [OLD])
    with pytest.raises(ChangedMeanwhileError):
        dispose(city, [], said=shown)
    assert stubs(city) == []


def test_the_same_form_twice_acts_once(city):
    shown = chosen(city, OLD)
    for _ in range(2):
        confirm(city, [], key="k1", said=shown)
    assert city.count("retention_steps") == 1
    shown = chosen(city, OLD)
    for _ in range(2):
        dispose(city, [], key="k2", said=shown)
    assert stubs(city) == [OLD]


def test_two_who_confirm_at_the_same_moment_dispose_of_it_once(city):
    confirm(city, [OLD, NEVER])
    shown = chosen(city, OLD, NEVER)

    def press(key: str) -> bool:
        try:
            dispose(city, [], key=key, said=shown)
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(press, ["a", "b"])) == [False, True]
    assert sorted(stubs(city)) == [OLD, NEVER]
    assert city.run("verify").exit_code == 0


def test_a_contract_that_came_to_nothing_goes_only_when_nothing_of_it_is_open(city):
    assert city.run("settings", "set", "oversight_start", "").exit_code == 0
    data = {
        "契約番号": NEVER, "データ番号": "D1", "データ名": "名簿", "区分": "提供",
        "日付": "2018-04-10", "件数": 10,
    }  # fmt: skip
    assert city.load_sheets(契約=[], データ=[data], at=now()).written
    assert refused(city, confirm, [NEVER]).startswith(f"{NEVER}：")
