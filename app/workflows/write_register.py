"""監査台帳を書き出す: the audit register as Excel, for a year, a department, a day."""

from __future__ import annotations

from pathlib import Path

from app.acts.register.lines import Progress, RegisterLines
from app.acts.register.scope import Scope
from app.records.database import reading
from app.workbooks import register


def write_register(path: Path, scope: Scope, on_progress: Progress | None = None) -> None:
    """All sheets see one state of the database; the memory does not grow with the contracts."""
    with reading() as session:
        lines = RegisterLines(session, scope, on_progress)
        register.write_register(
            path,
            lines.rows(),
            fiscal_year=scope.fiscal_year,
            department=scope.department_words,
            on=scope.on,
        )
