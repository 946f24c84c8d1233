"""Who may open a transaction, and how much of the database the storeys above the records see."""

from __future__ import annotations

from tests.rules.source import imported_names, named, python_files

OPENS_ONE = "app.records.database.transaction"


def test_acts_and_workflows_know_the_type_of_the_session_and_nothing_else_of_sql():
    taken = {
        name
        for path in python_files("app/acts", "app/workflows")
        for name in imported_names(path)
        if name.partition(".")[0] in {"sqlalchemy", "flask_sqlalchemy"}
    }
    assert taken <= {"sqlalchemy.orm.Session"}


def test_only_workflows_open_a_transaction_that_writes():
    openers = {named(path) for path in python_files("app") if OPENS_ONE in imported_names(path)}
    assert {name for name in openers if not name.startswith("app/workflows/")} == set()
    assert openers, "somebody has to write something"
