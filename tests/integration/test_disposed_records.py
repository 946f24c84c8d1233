"""封印と検証: what is left of disposed contracts is accepted, and nothing else in its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.clock import now
from app.records import disposal
from app.records.database import db, transaction
from tests.integration import retaining
from tests.integration.installation import Installation
from tests.integration.retaining import NEVER, NEXT, OLD, OTHERS, confirm_and_dispose


@pytest.fixture
def city(installation: Installation) -> Installation:
    retaining.set_up(installation)
    return installation


def seal(city: Installation, name: str) -> Path:
    out = city.folder / f"{name}.json"
    assert city.run("seal", out).exit_code == 0
    return out


def sealed(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def faults(city: Installation, *options: object) -> list[str]:
    """The lines of the faults; none where it is sound."""
    done = city.run("verify", *options)
    lines = done.stdout.splitlines()
    return lines if done.exit_code else []


def disarmed(city: Installation, *statements: str, **values: object) -> None:
    """Changes the stubs as only somebody can who takes the triggers off first."""
    with city.app.app_context():
        is_postgresql = db.engine.dialect.name == "postgresql"
    off = [f"DROP TRIGGER disposed_contracts_never_{event}" for event in ("update", "delete")]
    if is_postgresql:
        off = ["DROP TRIGGER disposed_contracts_never_change ON disposed_contracts"]
    city.change(*off, *statements, **values)


def test_a_seal_is_as_it_always_was_until_something_was_disposed_of(city):
    before = sealed(seal(city, "before"))
    assert (before["format"], "disposed" in before) == (1, False)
    confirm_and_dispose(city, OLD)
    after = sealed(seal(city, "after"))
    [(hash_,)] = city.rows("SELECT hash FROM disposed_contracts")
    assert (after["format"], after["disposed"]) == (2, {"contracts": 1, "hash": hash_})
    assert after["records"] == before["records"]


def test_seals_of_any_time_of_its_life_are_accepted_against_the_stub(city):
    seals = [seal(city, "whole")]
    note = {"契約番号": OLD, "日付": "2018-06-02", "区分": "打合せ", "内容": "後から"}
    assert city.load_sheets(契約=[], 記録=[note], at=now()).written
    seals.append(seal(city, "longer"))
    confirm_and_dispose(city, OLD, NEVER)
    seals.append(seal(city, "disposed"))
    for one in seals:
        done = city.run("verify", "--seal", one)
        assert done.exit_code == 0, done.stdout
        assert "ほかに廃棄した契約が2件あり、廃棄簿に食い違いはありません。" in done.stdout
    # Only what is on file is counted as anchored.
    [(entries,)] = city.rows("SELECT sum(entries) FROM contracts")
    assert f"{entries}号までを裏付けました。その後の 0号は" in done.stdout


def test_a_contract_that_was_taken_away_without_a_stub_is_found(city):
    whole = seal(city, "whole")
    [(key,)] = city.rows("SELECT id FROM contracts WHERE number = :n", n=OTHERS)
    with city.app.app_context(), transaction() as session:
        disposal.remove(session, [key])
    assert faults(city) == []  # nobody can know by the rest alone
    [said] = faults(city, "--seal", whole)
    assert said.startswith(f"{OTHERS} ")
    assert "までの記録がありません" in said


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE disposed_contracts SET years = 1 WHERE number = 1", ["1番：内容が照合値と"]),
        (
            "UPDATE disposed_contracts SET second_by = 'だれか' WHERE number = 2",
            ["2番：内容が照合値と"],
        ),
        (
            "DELETE FROM disposed_contracts WHERE number = 1",
            ["2番：1番があるはずの所に", "2番：前の番号とのつながり"],
        ),
        ("UPDATE disposed_contracts SET done_as = 'x' WHERE number = 1", ["読み取れない値"]),
    ],
)
def test_a_stub_that_was_changed_or_taken_away_is_found(city, statement, expected):
    confirm_and_dispose(city, OLD)
    confirm_and_dispose(city, NEVER)
    if "'x'" in statement:
        with city.app.app_context():
            if db.engine.dialect.name == "postgresql":
                pytest.skip("PostgreSQL's own check refuses such a word, keys or not")
        statement = "PRAGMA ignore_check_constraints=ON;" + statement
        disarmed(city, *statement.split(";"))
    else:
        disarmed(city, statement)
    found = faults(city)
    assert len(found) == len(expected)
    for said, part in zip(found, expected, strict=True):
        assert part in said


def test_the_last_stub_taken_away_is_found_by_every_seal_kept_elsewhere(city):
    early = seal(city, "early")
    confirm_and_dispose(city, OLD)
    late = seal(city, "late")
    disarmed(city, "DELETE FROM disposed_contracts")
    gone = f"{OLD} 4号：封印のときにあった4号までの記録がありません。"
    assert faults(city, "--seal", early) == [gone]
    assert faults(city, "--seal", late) == [
        gone,
        "廃棄簿：封印のときにあった1番までの控えがありません。",
    ]


def test_a_stub_beside_a_contract_that_is_there_is_found(city):
    confirm_and_dispose(city, OLD)
    city.change("UPDATE contracts SET number = :new WHERE number = :old", new=OLD, old=NEXT)
    assert f"{OLD}：廃棄簿にある契約が、台帳にもあります。" in faults(city)


def test_the_database_itself_refuses_any_change_of_a_stub(city):
    confirm_and_dispose(city, OLD)
    for statement in (
        "UPDATE disposed_contracts SET years = 1",
        "DELETE FROM disposed_contracts",
    ):
        with (
            city.app.app_context(),
            db.engine.connect() as connection,
            pytest.raises(IntegrityError, match="never changes"),
        ):
            connection.exec_driver_sql(statement)
