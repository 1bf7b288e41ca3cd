"""What came back, what it cost, and what others tell the board."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _make_question()
    _make_question_stage()
    _make_form()
    _make_answer()
    _make_cost()
    _make_receipt()
    _make_agency_return()
    _make_survey_answer()
    _make_published_figure()


def _make_question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "Scale",
                "Yes/No",
                "Yes/No/Unsure",
                "Choice",
                "Several",
                "Number",
                "Text",
                name="answerkind",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("lowest", sa.Integer(), nullable=True),
        sa.Column("highest", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("code", name="uq_question_code"),
    )


def _make_question_stage() -> None:
    op.create_table(
        "question_stage",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "Before",
                "End",
                "Follow-up",
                "Manager",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        _link("question_stage", "question_id", "question"),
        sa.PrimaryKeyConstraint("question_id", "stage", name="pk_question_stage"),
    )


def _make_form() -> None:
    op.create_table(
        "form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=True),
        sa.Column(
            "stage",
            sa.Enum(
                "Before",
                "End",
                "Follow-up",
                "Manager",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("via", sa.String(), nullable=False),
        _link("form", "delegate_id", "delegate"),
        _link("form", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name="pk_form"),
        info={"person": "delegate_id"},
    )
    op.create_index(
        "uq_form_named",
        "form",
        ["event_id", "delegate_id", "stage"],
        unique=True,
        sqlite_where=sa.text("delegate_id IS NOT NULL"),
        postgresql_where=sa.text("delegate_id IS NOT NULL"),
    )
    op.create_index("ix_form_delegate_id", "form", ["delegate_id"])
    op.create_index("ix_form_event_id", "form", ["event_id"])


def _make_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(), server_default=sa.text("''"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        _link("answer", "form_id", "form"),
        _link("answer", "question_id", "question"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint(
            "form_id", "question_id", "about", name="uq_answer_form_id_question_id_about"
        ),
    )
    op.create_index("ix_answer_question_id", "answer", ["question_id"])


def _make_cost() -> None:
    op.create_table(
        "cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        _link("cost", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name="pk_cost"),
    )
    op.create_index("ix_cost_event_id", "cost", ["event_id"])
    op.create_index("ix_cost_on", "cost", ["on"])


def _make_receipt() -> None:
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        _link("receipt", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
    )
    op.create_index("ix_receipt_agency_id", "receipt", ["agency_id"])
    op.create_index("ix_receipt_on", "receipt", ["on"])


def _make_agency_return() -> None:
    op.create_table(
        "agency_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("staff_group", sa.String(), nullable=False),
        sa.Column("staff", sa.Integer(), nullable=False),
        sa.Column("trained", sa.Integer(), nullable=False),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.CheckConstraint("staff >= 0", name=op.f("ck_agency_return_staff")),
        sa.CheckConstraint("trained >= 0", name=op.f("ck_agency_return_trained")),
        _link("agency_return", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_agency_return"),
        sa.UniqueConstraint(
            "year", "agency_id", "level", name="uq_agency_return_year_agency_id_level"
        ),
    )
    op.create_index("ix_agency_return_agency_id", "agency_return", ["agency_id"])


def _make_survey_answer() -> None:
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        _link("survey_answer", "agency_id", "agency"),
        sa.PrimaryKeyConstraint("id", name="pk_survey_answer"),
    )
    op.create_index("ix_survey_answer_agency_id", "survey_answer", ["agency_id"])
    op.create_index("ix_survey_answer_year", "survey_answer", ["year"])


def _make_published_figure() -> None:
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_published_figure"),
        sa.UniqueConstraint("year", "figure", name="uq_published_figure_year_figure"),
    )


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=f"fk_{table}_{column}",
        deferrable=True,
        initially="IMMEDIATE",
    )
