"""The rules need nothing but facts and a day: no library, no clock, no file, no chance."""

from __future__ import annotations

import ast
import sys

import pytest

from tests.rules.source import imported, named, parsed, python_files

ASKS_THE_TIME = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns"}
# The world outside the program, and whatever answers differently the next time.
OUTSIDE = frozenset(
    {
        *("http", "io", "os", "pathlib", "shutil", "socket", "sqlite3", "subprocess", "tempfile"),
        *("urllib", "random", "secrets", "time", "uuid"),
    }
)


def questions_of_time(tree: ast.Module) -> list[int]:
    """The lines on which a module asks what time or day it is."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [call for call in calls if isinstance(call, ast.Attribute)]
    return [call.lineno for call in asked if call.attr in ASKS_THE_TIME]


def askers(*folders: str) -> list[str]:
    return [named(path) for path in python_files(*folders) if questions_of_time(parsed(path))]


def importing(folder: str, names: frozenset[str]) -> dict[str, set[str]]:
    """Which modules of the folder import which of the names."""
    found = {named(path): imported(path) & names for path in python_files(folder)}
    return {name: imports for name, imports in found.items() if imports}


@pytest.mark.parametrize(
    ("folder", "below"), [("audits", {"audits", "checklists"}), ("checklists", {"checklists"})]
)
def test_the_domain_imports_the_standard_library_only(folder, below):
    allowed = sys.stdlib_module_names | below
    imports = {named(path): imported(path) for path in python_files(folder)}
    assert {name: found - allowed for name, found in imports.items() if found - allowed} == {}


def test_the_rules_never_ask_the_time():
    assert askers("audits", "checklists") == []


def test_in_app_only_the_clock_asks_the_time():
    assert askers("app") == ["app/clock.py"]


def test_a_question_of_time_is_recognised():
    assert questions_of_time(ast.parse("import datetime\n\nday = datetime.date.today()")) == [3]


def test_the_rules_touch_nothing_outside_and_leave_nothing_to_chance():
    assert importing("audits", OUTSIDE) == {}


def test_checklists_reach_for_files_in_the_reader_of_editions_and_their_lock_only():
    reaching = importing("checklists", OUTSIDE)
    assert set(reaching) <= {"checklists/loader.py", "checklists/lock.py"}
    assert set().union(*reaching.values()) <= {"os", "pathlib"}
