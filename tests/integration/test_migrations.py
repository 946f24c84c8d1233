"""The tables as migrations make them: up, down, up again, and as the product declares them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.records.base import Base
from app.records.database import db
from tests import databases
from tests.books import contract_cells
from tests.integration.installation import Installation


@pytest.fixture
def bare(empty_database_url, tmp_path, font_dir) -> Iterator[Installation]:
    """The product on a database without any table."""
    config = databases.settings_on(empty_database_url, tmp_path, font_dir)
    with databases.application_on(config) as made:
        yield Installation(made, tmp_path)


def table_names(installation: Installation) -> set[str]:
    with installation.app.app_context():
        return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def is_as_declared(installation: Installation) -> bool:
    """Whether Alembic, comparing tables, columns, types and indexes, finds nothing to change."""
    return installation.run("db", "check").exit_code == 0


def test_the_tables_come_go_and_come_again(bare):
    with bare.app.app_context():
        upgrade()
    assert table_names(bare) == set(Base.metadata.tables)
    assert is_as_declared(bare)
    with bare.app.app_context():
        downgrade(revision="base")
    assert table_names(bare) == set()
    with bare.app.app_context():
        upgrade()
    assert table_names(bare) == set(Base.metadata.tables)
    assert is_as_declared(bare)
    assert bare.load_sheets(契約=[contract_cells()]).written


def test_loaded_tables_are_still_those_that_the_product_declares(golden):
    assert golden.count("entries") > 100
    assert is_as_declared(golden)


def test_upgrading_an_installation_that_is_up_to_date_changes_nothing(golden):
    before = golden.tables()
    assert golden.run("db", "upgrade").exit_code == 0
    assert golden.tables() == before


def test_a_table_that_was_changed_by_hand_is_noticed(golden):
    """The comparison above can fail: it sees a column that nobody declared."""
    golden.change("ALTER TABLE notes ADD COLUMN scribble VARCHAR")
    assert not is_as_declared(golden)


def test_a_command_on_a_database_without_tables_does_not_pretend(bare):
    """No empty list, as if nothing were due."""
    with pytest.raises(Exception, match="due_items"):
        bare.run("due")
