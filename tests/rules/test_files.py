"""How files look: short, named after a noun, finished, and at home on any machine."""

from __future__ import annotations

import ast
import re

from tests.rules.source import FOLDERS, named, parsed, python_files, text_files

LONGEST = 400
WRITTEN_BY_ALEMBIC = "migrations/versions/"  # history: never edited, read only when it runs
NAMELESS = re.compile(r"(^|[/_])(utils?|helpers?|common|misc|stuff|part\d+)([/_.]|$)")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|pragma: no (cover|branch)")
ONE_PERSONS_MACHINE = re.compile(r"(?<![\w.:/])/(home|root|Users|work|mnt)/\w|(?<!\w)[A-Z]:\\")
THIS_FILE = "tests/rules/test_files.py"  # it has to spell out what it forbids


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{named(path)}:{number}"
        for path in text_files()
        if named(path) != THIS_FILE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_is_too_long_to_be_read_at_once():
    lengths = {named(p): len(p.read_text("utf-8").splitlines()) for p in python_files(*FOLDERS)}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST}
    assert [name for name in too_long if not name.startswith(WRITTEN_BY_ALEMBIC)] == []


def test_every_file_is_named_after_what_it_is_about():
    assert [named(path) for path in text_files() if NAMELESS.search(named(path))] == []


def test_every_module_says_in_one_line_what_it_is():
    modules = python_files("app", "audits", "checklists", "tests")
    assert [named(path) for path in modules if not ast.get_docstring(parsed(path))] == []


def test_nothing_is_left_unfinished_or_excused():
    assert lines_with(UNFINISHED) == []


def test_no_file_knows_the_machine_it_was_written_on():
    assert lines_with(ONE_PERSONS_MACHINE) == []


def test_no_link_leads_out_of_the_project():
    outside = []
    for path in text_files():
        depth = named(path).count("/")
        climbs = re.findall(r"(?:\.\./)+", path.read_text(encoding="utf-8"))
        outside += [named(path) for climb in climbs if climb.count("../") > depth]
    assert outside == []
