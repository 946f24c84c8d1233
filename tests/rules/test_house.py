"""The contracts of the house hold, and each of them catches what it is there for."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.source import ROOT

STOREYS = ("app", "audits", "checklists")
IGNORED = shutil.ignore_patterns("__pycache__")

# For each contract of pyproject.toml: a module that has no business being there.
BROKEN_ON_PURPOSE = {
    "Imports go down the three storeys": ("audits/_upwards.py", "import app.clock"),
    "Inside app, imports go down too": ("app/records/_upwards.py", "import app.acts"),
    "The domain knows no framework": ("checklists/_with_sql.py", "import sqlalchemy"),
    "Papers and workbooks know no table and no clock": (
        "app/papers/_curious.py",
        "import app.records.base",
    ),
    "No workflow calls another": ("app/workflows/_one.py", "import app.workflows._another"),
    "SQL is spoken in records only": ("app/clock.py", "import sqlalchemy"),
    "Only papers draw": ("app/acts/_drawing.py", "import reportlab"),
    "Only workbooks read and write Excel": ("app/acts/_with_excel.py", "import openpyxl"),
    "Only pages know forms": ("app/acts/_asking.py", "import wtforms"),
    "Only one place knows how passwords are hashed": ("app/web/_hashing.py", "import argon2"),
    "No room knows another": ("app/rooms/_one.py", "import app.rooms.home"),
    "Only holidays know the calendar's library": ("app/acts/_festive.py", "import jpholiday"),
    "Only the timetable knows the scheduler": ("app/acts/_timed.py", "import apscheduler"),
    "Only one place writes iCalendar": ("app/acts/_dated.py", "import icalendar"),
    "Only one place looks into pictures": ("app/acts/_looking.py", "import PIL"),
    "No package goes round in circles": ("checklists/clause.py", "import checklists.clause_set"),
}


def verdicts(house: Path) -> dict[str, str]:
    """What import-linter says of each contract: KEPT or BROKEN."""
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 — our own checker on a copy of our own files
        [program, "--no-logo", "--no-cache"],
        cwd=house,
        env=os.environ | {"PYTHONPATH": str(house), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, flags=re.MULTILINE))
    assert found, done.stdout + done.stderr
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the three storeys, to be spoilt."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", copy)
    shutil.copy(ROOT / "config.py", copy)
    for storey in STOREYS:
        shutil.copytree(ROOT / storey, copy / storey, ignore=IGNORED)
    return copy


@pytest.fixture(scope="module")
def verdicts_on_a_spoilt_house(house) -> dict[str, str]:
    (house / "app" / "workflows" / "_another.py").touch()
    for name, line in BROKEN_ON_PURPOSE.values():
        with (house / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    return verdicts(house)


def test_the_house_keeps_its_contracts():
    assert set(verdicts(ROOT).values()) == {"KEPT"}


@pytest.mark.parametrize("contract", BROKEN_ON_PURPOSE)
def test_a_contract_that_is_broken_is_caught(contract, verdicts_on_a_spoilt_house):
    assert verdicts_on_a_spoilt_house[contract] == "BROKEN"


def test_every_contract_is_broken_on_purpose_here():
    assert set(verdicts(ROOT)) == set(BROKEN_ON_PURPOSE)
