"""An audit of every change, which the database itself keeps from being rewritten."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

ON_SQLITE = """
    CREATE TRIGGER {table}_{what} BEFORE {what} ON {table}
    BEGIN SELECT RAISE(ABORT, 'This is only ever added to.'); END
"""
ON_POSTGRESQL = """
    CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'This is only ever added to.'; END $$;
    CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION is_kept();
"""


def upgrade() -> None:
    """Make the audit's two tables, and guard the first."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("label", sa.String, nullable=False),
        sa.Column("counts", sa.JSON, nullable=False),
        sa.Column("rows", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_table(
        "audit_value",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("audit_id", sa.Integer, nullable=False),
        sa.Column("delegate_id", sa.Integer),
        sa.Column("table", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("before", sa.String),
        sa.Column("after", sa.String),
        sa.PrimaryKeyConstraint("id", name="pk_audit_value"),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name="fk_audit_value_audit_id"),
    )
    op.create_index("ix_audit_value_audit_id", "audit_value", ["audit_id"])
    op.create_index("ix_audit_value_delegate_id", "audit_value", ["delegate_id"])
    op.create_index("ix_audit_value_table_key", "audit_value", ["table", "key"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(ON_POSTGRESQL)
    else:
        for what in ("update", "delete"):
            op.execute(ON_SQLITE.format(table="audit", what=what))
