"""The page of one contract as tests read it: its views, their parts, and their rows in words."""

from __future__ import annotations

import re
from html import unescape

from audits.roles import Role
from tests.integration.browser import Browser, add_person
from tests.integration.installation import Installation

TABLETS = "R2-教支-034"
MAILING = "R2-教調-003"
SYMPOSIUM = "R1-地包-023"
CLOUD = "R1-情政-005"
HOSTING = "R2-保幼-011"
SCHOOLS = "R3-教指-001"
SHARED = "R1-保育-022"  # 共管課：学校運営課
VIEWS = (
    "overview",
    "due",
    "inspections",
    "data",
    "subcontracts",
    "council",
    "clauses",
    "changes",
    "record",
)
TAG = re.compile(r"<[^>]+>")
OLD = {"開始日": "2024-04-01", "終了日": "2024-12-31"}  # over, whatever the day of the test


def a_secretariat(installation: Installation) -> Browser:
    if installation.count("people") == 0:
        add_person(installation, "secretariat", Role.SECRETARIAT)
    return Browser(installation).come_in("secretariat")


def view(browser: Browser, number: str, name: str = "", **more: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in {"view": name, **more}.items() if value)
    answer = browser.get(f"/contracts/{number}?{query}")
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    """What is read: no tags, and no more than one blank."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def section(page: str, key: str) -> str:
    """The part of a page below the heading with this id, as it is read."""
    found = re.search(rf'<section[^>]*aria-labelledby="{key}">(.*?)</section>', page, re.S)
    assert found is not None, key
    return words(found[1])


def rows(page: str) -> list[str]:
    """Every row of every table, as it is read."""
    return [words(row) for row in re.findall(r"<tr\b.*?</tr>", page, re.S)]


def the_row(page: str, *parts: str) -> str:
    found = [row for row in rows(page) if all(part in row for part in parts)]
    assert len(found) == 1, found
    return found[0]


def tab(page: str, name: str) -> str:
    found = re.search(rf'<a href="[^"]*view={name}"[^>]*>(.*?)</a>', page, re.S)
    assert found is not None, name
    return words(found[1])
