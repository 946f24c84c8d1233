"""a certification that is put right may take a number that another one had before."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

KEY = ("contractor_id", "scheme", "registration_number", "valid_until")
OF_KEY = "_".join(("uq_certifications", *KEY, "revision"))
OF_FACT = "uq_certifications_first_id_revision"


def upgrade() -> None:
    with op.batch_alter_table("certifications") as batch_op:
        batch_op.drop_constraint(op.f(OF_KEY), type_="unique")
        batch_op.create_unique_constraint(op.f(OF_FACT), ["first_id", "revision"])


def downgrade() -> None:
    with op.batch_alter_table("certifications") as batch_op:
        batch_op.drop_constraint(op.f(OF_FACT), type_="unique")
        batch_op.create_unique_constraint(op.f(OF_KEY), [*KEY, "revision"])
