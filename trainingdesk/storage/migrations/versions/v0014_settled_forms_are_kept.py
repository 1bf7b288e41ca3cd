"""Settled forms are kept: which of two counts is remembered, so that nobody is asked again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column; what is kept beside now is still to be decided."""
    column = sa.Column("settled", sa.String(), server_default=sa.text("''"), nullable=False)
    op.add_column("held_form", column)
