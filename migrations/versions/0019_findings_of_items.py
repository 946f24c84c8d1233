"""a finding names the item that it was made of by what the item is known by in every year."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

FINDINGS = sa.table(
    "findings",
    sa.column("id", sa.Integer),
    sa.column("engagement_id", sa.Integer),
    sa.column("fiscal_year", sa.Integer),
    sa.column("round", sa.Integer),
    sa.column("text", sa.Text),
    sa.column("item_key", sa.Text),
)
SHEETS = sa.table(
    "inspection_sheets",
    sa.column("engagement_id", sa.Integer),
    sa.column("fiscal_year", sa.Integer),
    sa.column("round", sa.Integer),
    sa.column("composed", sa.Text),
    sa.column("concluded_at", sa.DateTime(timezone=True)),
)
PLACE = re.compile(r"[A-Z]{1,2}[0-9]{1,3}")
PROMISES = ("council", "contract")
SPACES = re.compile(r"\s+")


def upgrade() -> None:
    op.add_column("findings", sa.Column("item_key", sa.Text(), nullable=True))
    bind = op.get_bind()
    for row_id, text, composed in list(bind.execute(_answered())):
        key = _keys(composed).get(text.partition("　")[0])
        if key is not None:
            bind.execute(sa.update(FINDINGS).where(FINDINGS.c.id == row_id).values(item_key=key))


def downgrade() -> None:
    op.drop_column("findings", "item_key")


def _answered() -> sa.Select[Any]:
    """The findings of visits whose sheet was concluded, with what it asked."""
    same = sa.and_(
        *(
            getattr(FINDINGS.c, name) == getattr(SHEETS.c, name)
            for name in ("engagement_id", "fiscal_year", "round")
        )
    )
    query = sa.select(FINDINGS.c.id, FINDINGS.c.text, SHEETS.c.composed)
    query = query.select_from(FINDINGS.join(SHEETS, same))
    return query.where(SHEETS.c.concluded_at.is_not(None))


def _keys(composed: str) -> dict[str, str]:
    """Where an item stood on the sheet → the names that last, one a line."""
    items = json.loads(composed)["items"]
    return {
        item["place"]: "\n".join(sorted(_names(item)))
        for item in items
        if PLACE.fullmatch(item["place"])
    }


def _names(item: dict[str, Any]) -> Iterator[str]:
    for origin, number, _note in item["sources"]:
        if origin in PROMISES:
            yield f"{origin} {number}"
    text = SPACES.sub("", unicodedata.normalize("NFKC", item["text"]))
    yield f"words {text.rstrip('。. ')}"
    if item.get("subject"):
        yield f"subject {item['subject']}"
