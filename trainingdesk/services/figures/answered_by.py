"""Who answered against who did not, by agency, sector and level."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.answers import NAMED
from trainingdesk.services.figures.events import Attender, scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.storage.models import Agency, Course, Event

ASKED = NAMED | {Stage.MANAGER: "manager"}
"""The stages, as the figures call them."""

Row = dict[str, Any]


def answered_by(
    db: Session,
    year: TrainingYear,
    attenders: Collection[Attender],
    received: Collection[FormFacts],
    *where: Any,
) -> dict[str, list[Row]]:
    """Of the attendances of each agency, sector and level, how many answered at each stage.

    An anonymous form says of nobody that they answered, so it is in none of these counts.
    """
    agencies = {agency.id: agency for agency in db.scalars(select(Agency))}
    of_events = select(Event.id, Course.level).join(Event.course).where(*scheduled_in(year), *where)
    levels: dict[int, str] = {row.id: row.level for row in db.execute(of_events)}
    ways: dict[str, Callable[[Attender], str]] = {
        "agency": lambda a: agencies[a.agency_id].name,
        "sector": lambda a: agencies[a.agency_id].sector,
        "level": lambda a: levels[a.event_id],
    }
    answered = {
        stage: {(f.event_id, f.delegate_id) for f in received if f.stage is stage}
        for stage in ASKED
    }
    tables = {kind: _rows(kind, key, attenders, answered) for kind, key in ways.items()}
    sectors = {agency.name: agency.sector for agency in agencies.values()}
    for row in tables["agency"]:
        row["sector"] = sectors[row["agency"]]
    return tables


def _rows(
    kind: str,
    key: Callable[[Attender], str],
    attenders: Collection[Attender],
    answered: dict[Stage, set[tuple[int, int | None]]],
) -> list[Row]:
    came = Counter(map(key, attenders))
    by_stage = {
        name: Counter(key(a) for a in attenders if (a.event_id, a.delegate_id) in answered[stage])
        for stage, name in ASKED.items()
    }
    return [_row(kind, each, came[each], by_stage) for each in sorted(came)]


def _row(kind: str, name: str, came: int, by_stage: dict[str, Counter[str]]) -> Row:
    row: Row = {kind: name, "attended": came}
    for stage, counts in by_stage.items():
        row[f"{stage}_answered"] = counts[name]
        row[f"{stage}_share"] = share(counts[name], came)
    return row
