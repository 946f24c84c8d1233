"""ただの画面: the yardstick of the pages: Flask and sqlite3 alone, fifty rows in a plain table.

Opened and closed with each request, as Flask's own manual has it; nobody signs in.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask, render_template

ROWS = 50
QUERY = (
    "SELECT id, contract_id, title, department, contractor, starts_on, ends_on, clause_set "
    "FROM contract_terms WHERE id > ? ORDER BY id LIMIT ?"
)
TABLE = (
    "CREATE TABLE contract_terms (id INTEGER PRIMARY KEY, contract_id INTEGER, title TEXT, "
    "department TEXT, contractor TEXT, starts_on TEXT, ends_on TEXT, clause_set TEXT)"
)
INSERTION = "INSERT INTO contract_terms VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
AGREED = (
    *("事務処理等業務", "税務課", "ことり計算株式会社"),
    *("2026-04-01", "2027-03-31", "prime-consent-2021"),
)

app = Flask(__name__)


@app.get("/")
def show() -> str:
    with closing(sqlite3.connect(app.config["DATABASE"])) as connection:
        rows = connection.execute(QUERY, (ROWS, ROWS)).fetchall()
    return render_template("plain.html", rows=rows)


def make_database(path: Path, contracts: int) -> None:
    """What the page reads from now on: as many contracts as the city has, and nothing else."""
    path.unlink(missing_ok=True)
    app.config["DATABASE"] = path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(TABLE)
        rows = ((number, number, *AGREED) for number in range(1, contracts + 1))
        connection.executemany(INSERTION, rows)
        connection.commit()
