"""names of contractors as long as they are: on PostgreSQL their indexes hold a hash of each."""

from __future__ import annotations

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_contractors_folded_name", "contractors", "folded_name"),
    ("ix_contract_terms_folded_contractor", "contract_terms", "folded_contractor"),
)


def upgrade() -> None:
    _make_anew("hash")


def downgrade() -> None:
    _make_anew("btree")


def _make_anew(how: str) -> None:
    """An ordinary index of PostgreSQL refuses rows of more than 2,704 bytes; SQLite has no limit."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for name, table, column in INDEXES:
        op.drop_index(name, table_name=table)
        op.create_index(name, table, [column], postgresql_using=how)
