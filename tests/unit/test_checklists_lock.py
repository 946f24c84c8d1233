"""A published edition never changes: LOCK holds the SHA-256 of each."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path

import pytest

from checklists import lock

EDITION = "clause_sets/national-act-2023.toml"


def a_copy(folder: Path) -> Path:
    """The storey with its editions and its LOCK, to be damaged."""
    home = folder / "checklists"
    shutil.copytree(lock.HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    return home


def test_every_published_edition_is_what_lock_says() -> None:
    assert lock.differing_editions() == ()
    assert len(lock.locked_sums()) == 5


def test_one_changed_character_of_a_published_edition_is_noticed(tmp_path: Path) -> None:
    home = a_copy(tmp_path)
    file = home / EDITION
    file.write_bytes(file.read_bytes().replace("書面".encode(), "口頭".encode(), 1))
    assert lock.differing_editions(home) == (EDITION,)


def test_an_edition_that_was_taken_away_is_noticed(tmp_path: Path) -> None:
    home = a_copy(tmp_path)
    (home / EDITION).unlink()
    assert lock.differing_editions(home) == (EDITION,)


def test_a_new_edition_is_noticed_until_its_line_is_added(tmp_path: Path) -> None:
    home = a_copy(tmp_path)
    shutil.copy(home / EDITION, home / "clause_sets" / "our-own-2027.toml")
    assert lock.differing_editions(home) == ("clause_sets/our-own-2027.toml",)
    with (home / lock.LOCK_NAME).open("a", encoding="utf-8") as lines:
        lines.write(lock.lines_for_new_editions(home))
    assert lock.differing_editions(home) == ()


def test_a_changed_edition_is_never_given_a_new_line(tmp_path: Path) -> None:
    home = a_copy(tmp_path)
    (home / EDITION).write_text("", encoding="utf-8")
    assert lock.lines_for_new_editions(home) == ""


def test_running_the_module_prints_the_lines_of_new_editions_in_the_form_of_sha256sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = a_copy(tmp_path)
    published = (home / lock.LOCK_NAME).read_text(encoding="utf-8")
    (home / lock.LOCK_NAME).write_text("", encoding="utf-8")
    runpy.run_path(str(home / "lock.py"), run_name="__main__")
    assert capsys.readouterr().out == published


def test_running_the_module_prints_nothing_where_every_edition_is_locked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runpy.run_path(lock.__file__, run_name="__main__")
    assert capsys.readouterr().out == ""
