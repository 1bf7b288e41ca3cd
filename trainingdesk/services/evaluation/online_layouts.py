"""The online forms that are known: what each column of their exports stands for."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.online_columns import (
    DAY_ORDERS,
    KnownForm,
    Means,
    Offered,
    Renamed,
    as_before,
    asked_in,
    order_remembered,
    proposed,
    remembered,
    renamed,
    to_remember,
)
from trainingdesk.domain.online_export import OnlineExport
from trainingdesk.domain.online_fates import Matching
from trainingdesk.exchange.online_exports import read_online_export
from trainingdesk.services.evaluation.online_around import offered_for
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Event, OnlineLayout, OnlineRow

OF_EVENT = ":"
"""Stands in the mark of a form between its headings and the event that all its rows are of.

A board that copies one form for every event has many of the same headings.
"""


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """A form that is known, and how many of its rows were taken."""

    id: int
    name: str
    stage: Stage
    event_id: int | None
    event: str
    questions: int
    taken: int


@dataclass(frozen=True, slots=True)
class OnlineLooked:
    """An export as it was looked at; nothing of it is stored yet.

    ``known`` says that its headings are those of a form that was matched, and ``ready`` that it
    goes on with that form, so that nothing has to be asked.
    """

    export: OnlineExport
    matching: Matching
    notices: tuple[str, ...] = ()
    ready: bool = False
    known: bool = False
    renamed: Renamed | None = None


def layouts_listed(db: Session) -> list[LayoutRow]:
    """Every form that is known, the last one first."""
    taken = (
        select(OnlineRow.layout_id, func.count(OnlineRow.id).label("taken"))
        .group_by(OnlineRow.layout_id)
        .subquery()
    )
    query = (
        select(OnlineLayout, func.coalesce(taken.c.taken, 0))
        .outerjoin(taken, taken.c.layout_id == OnlineLayout.id)
        .options(joinedload(OnlineLayout.event).joinedload(Event.course))
        .order_by(OnlineLayout.id.desc())
    )
    return [_row(layout, number) for layout, number in db.execute(query)]


def look_at(db: Session, path: Path, *, today: date) -> OnlineLooked:
    """Look at an export; raises CannotImport."""
    notices: list[str] = []
    export = read_online_export(path, notices, latest=today)
    layout, goes_on = _known(db, export)
    if layout is not None:
        export = export.with_days(order_remembered(export, layout.columns))
        ready = goes_on or layout.event_id is None
        matching = Matching(
            layout.stage,
            layout.event_id if ready else None,
            remembered(export, layout.columns),
        )
        return OnlineLooked(export, matching, tuple(notices), ready, known=True)
    rows = Counter(keys_taken(db, {line.key for line in export.lines}).values())
    known = (
        KnownForm(each.name, asked_in(each.columns), rows[each.id], each.id)
        for each in db.scalars(select(OnlineLayout).order_by(OnlineLayout.id))
    )
    other = renamed(export, known)
    sure = db.get(OnlineLayout, other.id) if other is not None and other.is_sure else None
    if sure is None:
        matching = likeliest(db, export)
    else:
        export = export.with_days(order_remembered(export, sure.columns))
        matching = _as_before(db, export, sure)
    return OnlineLooked(export, matching, tuple(notices), renamed=other)


def _as_before(db: Session, export: OnlineExport, layout: OnlineLayout) -> Matching:
    """The stage and event of a form whose columns were renamed, and what the rest stands for."""
    offered = offered_for(db, layout.stage, layout.event_id)
    columns = as_before(export, layout.columns, offered)
    return Matching(layout.stage, layout.event_id, columns)


def likeliest(db: Session, export: OnlineExport, event_id: int | None = None) -> Matching:
    """The stage most of whose questions an export seems to have, and what its columns stand for."""
    of_stage = [
        Matching(stage, event_id, proposed(export, offered_for(db, stage, event_id)))
        for stage in (Stage.END, Stage.BEFORE, Stage.FOLLOW_UP, Stage.MANAGER)
    ]
    plain = {means.value for means in Means}
    return max(of_stage, key=lambda each: sum(name not in plain for name in each.stands_for))


def matched(
    db: Session, export: OnlineExport, stage: Stage, event_id: int | None
) -> tuple[tuple[Offered, ...], tuple[str, ...]]:
    """What the columns may stand for at a stage, and what each seems to."""
    offered = offered_for(db, stage, event_id)
    return offered, proposed(export, offered)


def keep_layout(db: Session, export: OnlineExport, matching: Matching) -> OnlineLayout:
    """Remember what the columns of an export stand for."""
    mark = _mark(export, matching.event_id)
    layout = db.scalars(select(OnlineLayout).where(OnlineLayout.known_by == mark)).one_or_none()
    if layout is None:
        layout = OnlineLayout(known_by=mark, name=export.name)
        db.add(layout)
    layout.stage, layout.event_id = matching.stage, matching.event_id
    columns = to_remember(export, matching.stands_for)
    if layout.columns != columns:
        layout.columns = columns
    db.flush()
    return layout


def forget_layouts(db: Session, layout_ids: Iterable[int]) -> None:
    """Forget forms: their next exports are asked about anew, and every row is looked at again.

    What was taken stays. Raises Unknown.
    """
    for number in layout_ids:
        layout = record_of(db, OnlineLayout, number, lock=True)
        for row in db.scalars(select(OnlineRow).where(OnlineRow.layout_id == number)):
            db.delete(row)
        db.flush()
        db.delete(layout)
    db.flush()


def keys_taken(db: Session, keys: Collection[str]) -> dict[str, int]:
    """Which of these rows were taken before, with the form they were taken for."""
    query = select(OnlineRow.known_by, OnlineRow.layout_id).where(OnlineRow.known_by.in_(keys))
    return dict(db.execute(query.order_by(OnlineRow.id)).all())


def _known(db: Session, export: OnlineExport) -> tuple[OnlineLayout | None, bool]:
    """The form that an export is of, and whether rows of it were taken before.

    Among forms of the same headings it is the one most of whose rows stand in the export.
    """
    mark = _mark(export, None)
    same = OnlineLayout.known_by == mark, OnlineLayout.known_by.startswith(mark + OF_EVENT)
    found = db.scalars(select(OnlineLayout).where(same[0] | same[1]).order_by(OnlineLayout.id))
    layouts = {layout.id: layout for layout in found}
    taken = list(keys_taken(db, {line.key for line in export.lines}).values())
    most = max(
        layouts, key=lambda number: (taken.count(number), _is_of_all(layouts[number])), default=0
    )
    return layouts.get(most), most in taken


def _is_of_all(layout: OnlineLayout) -> bool:
    return layout.event_id is None


def _mark(export: OnlineExport, event_id: int | None) -> str:
    return export.known_by if event_id is None else f"{export.known_by}{OF_EVENT}{event_id}"


def _row(layout: OnlineLayout, taken: int) -> LayoutRow:
    event = layout.event
    plain = {means.value for means in Means} | DAY_ORDERS
    return LayoutRow(
        id=layout.id,
        name=layout.name,
        stage=layout.stage,
        event_id=layout.event_id,
        event=f"{event.course.title}, {event.reference}" if event else "",
        questions=len({each for each in layout.columns.values() if each not in plain}),
        taken=taken,
    )
