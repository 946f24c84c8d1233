"""What is asked for by columns: without objects, and never older than what was written before."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from app.records import settings
from app.records.database import reading, rows_of, transaction
from app.records.settings import SettingRow

AT = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)


def test_what_was_just_written_is_seen_by_a_question_for_columns(installation):
    with installation.app.app_context(), transaction() as session:
        settings.keep(session, "city_name", "あおの市", by="宮野 さくら", at=AT)
        assert settings.setting_values(session) == {"city_name": "あおの市"}


def test_the_answer_is_the_one_that_the_session_gives(installation):
    query = select(SettingRow.name, SettingRow.value, SettingRow.written_at)
    with installation.app.app_context():
        with transaction() as session:
            settings.keep(session, "city_name", "あおの市", by="宮野 さくら", at=AT)
        with reading() as session:
            told = [dict(row._mapping) for row in rows_of(session, query)]
            assert told == [dict(row._mapping) for row in session.execute(query)]
    assert told == [{"name": "city_name", "value": "あおの市", "written_at": AT}]
