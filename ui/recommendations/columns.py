"""The columns of what courses answer, and of the plan of actions."""

from datetime import date

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import brief_day
from trainingdesk.services.actions import ActionRow
from trainingdesk.services.recommendations import RecommendationRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

RAG_TONES = {"Red": "red", "Amber": "amber", "Green": "green"}
DONE = "Done"


def recommendation_columns() -> list[Column[RecommendationRow]]:
    """What is asked, what answers it, and how far that has come."""
    return [
        Column(
            "Recommendation",
            lambda r: Cell(r.name, "soft" if r.closed_on else "ink", strong=True, note=r.words),
            Width.PLACES,
            share=7,
            sort="name",
            value=lambda r: r.name,
        ),
        Column("What is recommended", lambda r: r.words, hidden=True, share=5),
        Column("Kind", lambda r: Cell(r.kind.value, "soft"), Width.CHIP, sort="kind"),
        Column("Made on", lambda r: _day(r.made_on), Width.DATE, sort="made", value=_made),
        Column("Courses", _courses, Width.MARK, share=2, sort="courses", value=_titles),
        Column(
            "Trained",
            lambda r: f"{r.trained:,}" if r.courses else "",
            Width.COUNT,
            right=True,
            sort="trained",
        ),
        Column("Actions", _open_actions, Width.SPAN, sort="actions", value=lambda r: r.actions),
        Column(
            "State",
            lambda r: Cell(chip="Closed" if r.closed_on else "Open", chip_tone="outline"),
            Width.NUMBER,
        ),
    ]


def action_columns(*, of_one: bool) -> list[Column[ActionRow]]:
    """What is to be done, by whom and until when; of one recommendation it is not named."""
    return [
        Column(
            "Action",
            lambda a: Cell(a.words, "soft" if a.done_on else "ink", strong=True, note=a.note),
            Width.PLACES,
            share=5,
            sort="words",
            value=lambda a: a.words,
        ),
        Column("Owner", lambda a: Cell(a.owner, "soft"), Width.MARK, share=1, sort="owner"),
        Column("Due", _due, Width.SPAN, sort="due", value=lambda a: a.due),
        Column("Stands at", _stands, Width.CHIP, sort="rag"),
        Column(
            "Answers",
            lambda a: Cell(a.source, "soft"),
            Width.MARK,
            share=2,
            sort="recommendation",
            hidden=of_one,
        ),
        Column("Note", lambda a: Cell(a.note, "soft"), Width.MARK, share=1, hidden=True),
    ]


def _day(day: date | None) -> str:
    return brief_day(day) if day else ""


def _made(row: RecommendationRow) -> date | None:
    return row.made_on


def _courses(row: RecommendationRow) -> Cell:
    if not row.courses:
        return Cell("" if row.closed_on else "None yet", tone="amber")
    more = f"and {len(row.courses) - 1} more" if len(row.courses) > 1 else ""
    return Cell(row.courses[0], "soft", note=more)


def _titles(row: RecommendationRow) -> str:
    return "; ".join(row.courses)


def _open_actions(row: RecommendationRow) -> Cell:
    if row.overdue:
        return Cell(f"{row.overdue:,} overdue", "amber", note=f"of {row.actions:,}")
    return Cell(counted(row.actions, "open action") if row.actions else "", "soft")


def _due(row: ActionRow) -> Cell:
    if row.overdue:
        return Cell(_day(row.due), "amber", strong=True, note="overdue")
    return Cell(_day(row.due), "faint" if row.done_on else "ink")


def _stands(row: ActionRow) -> Cell:
    if row.done_on:
        return Cell(chip=DONE, chip_tone="outline")
    return Cell(chip=row.rag.value, chip_tone=RAG_TONES[row.rag])
