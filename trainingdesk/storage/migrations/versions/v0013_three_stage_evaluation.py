"""Three-stage evaluation: questionnaires, how answers come back, and what training changed."""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

STAGES = ("Before", "End", "Follow-up", "Manager")
WHY_HELD = ("Answered already", "Not finished")
OUTCOMES = ("No answer", "Call back", "Answered", "Would not answer")
SENT_TO = ("Provider", "Commissioner", "Agency")


def upgrade() -> None:
    """Make the tables, and add the columns."""
    _make_questionnaire()
    _make_asking()
    _make_comments()
    _make_indicators()
    _make_observations()
    _add_columns()


def _number() -> "sa.Column[int]":
    return sa.Column("id", sa.Integer(), nullable=False)


def _words(name: str, words: Iterable[str]) -> "sa.Enum":
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False)


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=f"fk_{table}_{column}", initially="IMMEDIATE", deferrable=True
    )


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def _unique_where(table: str, name: str, columns: list[str], *, where: str) -> None:
    some = sa.text(where)
    op.create_index(name, table, columns, unique=True, sqlite_where=some, postgresql_where=some)


def _make_questionnaire() -> None:
    op.create_table(
        "questionnaire",
        _number(),
        sa.Column("stage", _words("stage", STAGES), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("title"),
        _text("opening"),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("asks", sa.JSON(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _points_at("questionnaire", "course_id", "course.id"),
        sa.PrimaryKeyConstraint("id", name="pk_questionnaire"),
        sqlite_autoincrement=True,
    )
    _index("questionnaire", "course_id")
    _unique_where(
        "questionnaire",
        "uq_questionnaire_of_all",
        ["stage"],
        where="ended_on IS NULL AND course_id IS NULL",
    )
    _unique_where(
        "questionnaire",
        "uq_questionnaire_of_course",
        ["stage", "course_id"],
        where="ended_on IS NULL AND course_id IS NOT NULL",
    )
    op.create_table(
        "held_form",
        _number(),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("delegate_id", sa.Integer(), nullable=False),
        sa.Column("stage", _words("stage", STAGES), nullable=False),
        sa.Column("why", _words("heldwhy", WHY_HELD), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        _text("via"),
        _text("source"),
        sa.Column("questionnaire_id", sa.Integer(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        _points_at("held_form", "delegate_id", "delegate.id"),
        _points_at("held_form", "event_id", "event.id"),
        _points_at("held_form", "questionnaire_id", "questionnaire.id"),
        sa.PrimaryKeyConstraint("id", name="pk_held_form"),
        info={"person": "delegate_id"},
        sqlite_autoincrement=True,
    )
    _index("held_form", "delegate_id")
    _index("held_form", "event_id")
    _index("held_form", "questionnaire_id")
    _unique_where(
        "held_form",
        "uq_held_form_begun",
        ["event_id", "delegate_id", "stage"],
        where="why = 'Not finished'",
    )


def _make_asking() -> None:
    op.create_table(
        "online_layout",
        _number(),
        _text("known_by"),
        _text("name"),
        sa.Column("stage", _words("stage", STAGES), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        _text("columns"),
        _points_at("online_layout", "event_id", "event.id"),
        sa.PrimaryKeyConstraint("id", name="pk_online_layout"),
        sa.UniqueConstraint("known_by", name="uq_online_layout_known_by"),
        sqlite_autoincrement=True,
    )
    _index("online_layout", "event_id")
    op.create_table(
        "online_row",
        _number(),
        sa.Column("layout_id", sa.Integer(), nullable=False),
        _text("known_by"),
        _points_at("online_row", "layout_id", "online_layout.id"),
        sa.PrimaryKeyConstraint("id", name="pk_online_row"),
        sa.UniqueConstraint("layout_id", "known_by", name="uq_online_row_layout_id_known_by"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "call",
        _number(),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("stage", _words("stage", STAGES), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _text("who"),
        sa.Column("outcome", _words("calloutcome", OUTCOMES), nullable=False),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        _text("note"),
        _points_at("call", "booking_id", "booking.id"),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sqlite_autoincrement=True,
    )
    _index("call", "booking_id")


def _make_comments() -> None:
    op.create_table(
        "theme",
        _number(),
        _text("name"),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_theme"),
        sa.UniqueConstraint("name", name="uq_theme_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answer_theme",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        _points_at("answer_theme", "answer_id", "answer.id"),
        _points_at("answer_theme", "theme_id", "theme.id"),
        sa.PrimaryKeyConstraint("answer_id", "theme_id", name="pk_answer_theme"),
    )
    _index("answer_theme", "theme_id")
    op.create_table(
        "quotation",
        sa.Column("answer_id", sa.Integer(), nullable=False),
        _text("words"),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        _points_at("quotation", "answer_id", "answer.id"),
        _points_at("quotation", "recommendation_id", "recommendation.id"),
        sa.PrimaryKeyConstraint("answer_id", name="pk_quotation"),
    )
    _index("quotation", "recommendation_id")


def _make_indicators() -> None:
    op.create_table(
        "indicator",
        _number(),
        _text("name"),
        _text("about"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("name", name="uq_indicator_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "indicator_value",
        _number(),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_indicator_value_value")),
        _points_at("indicator_value", "indicator_id", "indicator.id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator_value"),
        sa.UniqueConstraint("indicator_id", "month", name="uq_indicator_value_indicator_id_month"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "course_indicator",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        _points_at("course_indicator", "course_id", "course.id"),
        _points_at("course_indicator", "indicator_id", "indicator.id"),
        sa.PrimaryKeyConstraint("course_id", "indicator_id", name="pk_course_indicator"),
    )
    _index("course_indicator", "indicator_id")


def _make_observations() -> None:
    op.create_table(
        "observation",
        _number(),
        sa.Column("event_id", sa.Integer(), nullable=True),
        _text("title"),
        sa.Column("observed_on", sa.Date(), nullable=False),
        _text("observer"),
        _text("provider"),
        _text("commissioner"),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("ratings", sa.JSON(), nullable=False),
        _text("strengths"),
        _text("findings"),
        sa.CheckConstraint(
            "event_id IS NOT NULL OR title <> ''", name=op.f("ck_observation_of_something")
        ),
        _points_at("observation", "agency_id", "agency.id"),
        _points_at("observation", "event_id", "event.id"),
        sa.PrimaryKeyConstraint("id", name="pk_observation"),
        sqlite_autoincrement=True,
    )
    _index("observation", "agency_id")
    _index("observation", "event_id")
    _index("observation", "observed_on")
    op.create_table(
        "observation_sent",
        _number(),
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("to", _words("observationto", SENT_TO), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        _text("who"),
        _points_at("observation_sent", "observation_id", "observation.id"),
        sa.PrimaryKeyConstraint("id", name="pk_observation_sent"),
        sqlite_autoincrement=True,
    )
    _index("observation_sent", "observation_id")
    op.create_table(
        "observation_action",
        sa.Column("observation_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        _points_at("observation_action", "observation_id", "observation.id"),
        _points_at("observation_action", "action_id", "action.id"),
        sa.PrimaryKeyConstraint("observation_id", "action_id", name="pk_observation_action"),
    )
    _index("observation_action", "action_id")


def _add_columns() -> None:
    # In words of its own: making these tables anew would lose that numbers are given only once.
    for name, highest in (("follow_up_weeks", 260), ("follow_up_months", 60)):
        within = f"CONSTRAINT ck_course_{name} CHECK ({name} BETWEEN 1 AND {highest})"
        op.execute(f"ALTER TABLE course ADD COLUMN {name} INTEGER {within}")
    op.add_column("course", sa.Column("end_form_needed", sa.Boolean(), nullable=True))
    with op.batch_alter_table("form") as step:
        step.add_column(sa.Column("questionnaire_id", sa.Integer(), nullable=True))
        step.create_foreign_key(
            "fk_form_questionnaire_id",
            "questionnaire",
            ["questionnaire_id"],
            ["id"],
            initially="IMMEDIATE",
            deferrable=True,
        )
    _index("form", "questionnaire_id")
    for name in ("lowest_end", "highest_end"):
        column = sa.Column(name, sa.String(), server_default=sa.text("''"), nullable=False)
        op.add_column("question", column)
    for table, name in (("question", "retired"), ("message", "with_form")):
        column = sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        op.add_column(table, column)
