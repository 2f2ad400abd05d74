"""The wrapped keys, each named by the file that it opens and an id within it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = "0001_keys"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "wrapped_keys",
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("file", "id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("wrapped_keys")
