"""What is known of people and agencies: where they were before, and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

ADDED = (
    ("agency", "ended_on", "DATE"),
    ("agency_name", "until", "DATE"),
    ("delegate", "telephone", "VARCHAR DEFAULT '' NOT NULL"),
    ("delegate", "joined_on", "DATE"),
    ("delegate", "left_on", "DATE"),
)
"""Table, column and kind; written out, because SQLite adds a column only with its checks."""


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _add_columns()
    _link_to_parent()
    _make_agency_borough()
    _make_agency_change()
    _make_agency_contact()
    _make_delegate_alias()
    _make_delegate_move()
    _make_different_people()
    _make_licence_group()
    _make_licence()


def _add_columns() -> None:
    for table, column, kind in ADDED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")


def _link_to_parent() -> None:
    with op.batch_alter_table("agency") as step:
        step.add_column(sa.Column("parent_id", sa.Integer))
        step.create_index("ix_agency_parent_id", ["parent_id"])
        step.create_foreign_key(
            "fk_agency_parent_id",
            "agency",
            ["parent_id"],
            ["id"],
            deferrable=True,
            initially="IMMEDIATE",
        )


def _make_agency_borough() -> None:
    op.create_table(
        "agency_borough",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("borough", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_borough_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("agency_id", "borough", name="pk_agency_borough"),
    )


def _make_agency_change() -> None:
    op.create_table(
        "agency_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "Renamed",
                "Merged",
                "Split",
                name="agencychangekind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_change_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["agency.id"],
            name="fk_agency_change_into_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_change_into_id", "agency_change", ["into_id"])
    op.create_index("ix_agency_change_agency_id", "agency_change", ["agency_id"])


def _make_agency_contact() -> None:
    op.create_table(
        "agency_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agency_id"],
            ["agency.id"],
            name="fk_agency_contact_agency_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agency_contact"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agency_contact_agency_id", "agency_contact", ["agency_id"])


def _make_delegate_alias() -> None:
    op.create_table(
        "delegate_alias",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_delegate_alias_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("reference", name="pk_delegate_alias"),
    )
    op.create_index("ix_delegate_alias_delegate_id", "delegate_alias", ["delegate_id"])


def _make_delegate_move() -> None:
    op.create_table(
        "delegate_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_delegate_move_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_id"],
            ["agency.id"],
            name="fk_delegate_move_from_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["into_id"],
            ["agency.id"],
            name="fk_delegate_move_into_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delegate_move"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delegate_move_into_id", "delegate_move", ["into_id"])
    op.create_index("ix_delegate_move_from_id", "delegate_move", ["from_id"])
    op.create_index("ix_delegate_move_delegate_id", "delegate_move", ["delegate_id"])


def _make_different_people() -> None:
    op.create_table(
        "different_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.CheckConstraint("delegate_id < other_id", name=op.f("ck_different_people_in_order")),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_different_people_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["delegate.id"],
            name="fk_different_people_other_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_different_people"),
        sa.UniqueConstraint(
            "delegate_id", "other_id", name="uq_different_people_delegate_id_other_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_different_people_other_id", "different_people", ["other_id"])


def _make_licence_group() -> None:
    op.create_table(
        "licence_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["course.id"],
            name="fk_licence_group_course_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_licence_group"),
        sa.UniqueConstraint("name", name="uq_licence_group_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_licence_group_course_id", "licence_group", ["course_id"])


def _make_licence() -> None:
    op.create_table(
        "licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("renew_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delegate_id"],
            ["delegate.id"],
            name="fk_licence_delegate_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["licence_group.id"],
            name="fk_licence_group_id",
            initially="IMMEDIATE",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_licence"),
        sa.UniqueConstraint("group_id", "delegate_id", name="uq_licence_group_id_delegate_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_licence_renew_on", "licence", ["renew_on"])
    op.create_index("ix_licence_delegate_id", "licence", ["delegate_id"])
