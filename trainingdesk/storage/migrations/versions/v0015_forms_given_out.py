"""Forms that were given out: a questionnaire knows when it was first printed or saved."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column; what was made before today counts as given out by its day."""
    op.add_column("questionnaire", sa.Column("given_out_on", sa.Date(), nullable=True))
