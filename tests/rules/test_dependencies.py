"""What is installed is what was chosen: pinned, hashed, licensed, from nowhere in particular."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib

import pytest

from tests.rules.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]
LISTS = ("requirements.txt", "requirements-dev.txt")
FIXED = {"flask", "flask-sqlalchemy", "wtforms", "apscheduler", "openpyxl", "reportlab"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text(name), flags=re.MULTILINE))


def wanted(requirements: list[str]) -> set[str]:
    return {re.split(r"[^a-zA-Z0-9-]", line)[0].lower() for line in requirements}


def test_every_chosen_library_is_pinned():
    assert wanted(RUNTIME) <= set(pinned("requirements.txt"))
    assert wanted(RUNTIME + DEV) <= set(pinned("requirements-dev.txt"))


def test_what_the_customer_fixed_is_there():
    assert wanted(RUNTIME) >= FIXED


def test_tests_run_with_the_very_versions_that_the_product_runs_with():
    assert pinned("requirements.txt").items() <= pinned("requirements-dev.txt").items()


@pytest.mark.parametrize("name", LISTS)
def test_every_pinned_library_has_a_hash(name):
    blocks = re.split(r"^(?=[a-z0-9])", text(name), flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pinned(name))
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_list_says_where_a_machine_gets_its_packages(name):
    assert re.findall(r"\S*://\S*|^-.*|\bfile:\S*", text(name), flags=re.MULTILINE) == []


def test_every_library_that_people_receive_has_its_licence_listed():
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", text("docs/licences.md"), flags=re.MULTILINE)
    listed = dict(rows[1:])  # below the head of the table
    assert set(listed) == set(pinned("requirements.txt"))
    assert "not stated" not in listed.values()


@pytest.mark.parametrize("name", [".ci/run", "bin/run", "bin/test", "bin/venv", "bin/lock"])
def test_a_program_can_be_run_and_is_sound_bash(name):
    assert os.access(ROOT / name, os.X_OK)
    assert "set -euo pipefail" in text(name)
    subprocess.run(["bash", "-n", ROOT / name], check=True)  # noqa: S603, S607 — our own file
