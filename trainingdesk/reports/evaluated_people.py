"""Over whom the evaluation of a year was counted: the same people, and who answered at all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import published
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import BASE, BODY
from trainingdesk.reports.words import count, percent
from trainingdesk.reports.year import Year

SPANS = {"before_end": "before and at the end", "before_follow_up": "before and in practice"}
STAGES = {"before": "Before", "end": "End", "follow_up": "Practice"}
GROUPS = {"sector": "Sector", "level": "Level"}
"""By what the pages set those who answered beside all who came; the workbook has agencies too."""
READ_AS = (
    "A stage that few of those who came have answered speaks for them alone. Forms without a name "
    "cannot be told apart here and are left out."
)


def same_people(pages: Flow, year: Year) -> None:
    """Write how far the same people moved, measure by measure, with how many they are."""
    said = [
        published.sentence(measure, span, both)
        for measure in year.measures
        for span, both in SPANS.items()
    ]
    pages.section("The same people")
    pages.prose(response(year), BODY)
    for sentence in said:
        pages.top += BASE / 3
        pages.prose(f"• {sentence}", BODY)
    pages.top += BASE


def response(year: Year) -> str:
    """How many of those who came answered at the end and in practice, to be read with a change."""
    rates = {stage["stage"]: stage for stage in year.stages}
    parts = [
        f"{percent(stage['response_rate'])} ({count(stage['received'])} of {count(stage['due'])}) "
        f"answered {when}"
        for name, when in (("End", "at the end"), ("Follow-up", "in practice"))
        if (stage := rates.get(name)) and stage["due"]
    ]
    if not parts:
        return "Nobody came, so nobody was asked."
    return f"Of all attendances {' and '.join(parts)}: each change is theirs, not everybody's."


def who_answered(pages: Flow, year: Year) -> None:
    """Write how many of each sector and level answered, beside how many came."""
    tables = year.answered_by
    for kind, name in GROUPS.items():
        rows = tables.get(kind) or []
        if rows:
            shown = _rows(rows, kind)
            table = Table(_columns(name), shown, gap=10, words=f"Answered by {kind}")
            remark = f"{READ_AS} {hidden_words(shown)}".strip()
            pages.tabled(f"Who answered, by {kind}", table, remark)


def hidden_words(rows: Sequence[Row]) -> str:
    """Why numbers of a table are left out, where some are."""
    shown = [cell for row in rows for cell in row.cells]
    if published.FEW not in shown and published.WITHHELD not in shown:
        return ""
    words = f"Answers given by {published.FEW} people are not published."
    if published.WITHHELD in shown:
        words += " Another is left out as well, or they could be worked out from it."
    return words


def answered_rows(rows: Sequence[Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The rows of one table as they are published: attendances whole, few answers hidden."""
    shown = {stage: published.counts(_numbers(rows, stage)) for stage in STAGES}
    return _published(rows, kind, shown)


def answered_by_agency(
    agencies: Sequence[Mapping[str, Any]], sectors: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The agencies as they are published beside their sectors.

    None that is hidden can be worked out from its sector's number, and no sector from its agencies.
    """
    shown = {stage: _within_sectors(agencies, sectors, stage) for stage in STAGES}
    return _published(agencies, "agency", shown)


def _within_sectors(
    agencies: Sequence[Mapping[str, Any]], sectors: Sequence[Mapping[str, Any]], stage: str
) -> list[int | str]:
    """How many of each agency answered a stage, hidden sector by sector."""
    told = dict(
        zip(
            (row["sector"] for row in sectors),
            published.counts(_numbers(sectors, stage)),
            strict=True,
        )
    )
    of_sector: dict[str | None, list[int]] = defaultdict(list)
    for place, row in enumerate(agencies):
        of_sector[row.get("sector")].append(place)
    numbers = _numbers(agencies, stage)
    shown: dict[int, int | str] = {}
    for sector, places in of_sector.items():
        whole_told = not isinstance(told.get(sector), str)
        own = published.counts([numbers[place] for place in places], whole_told=whole_told)
        shown |= dict(zip(places, own, strict=True))
    return [shown[place] for place in range(len(agencies))]


def _numbers(rows: Sequence[Mapping[str, Any]], stage: str) -> list[int]:
    return [row.get(f"{stage}_answered") or 0 for row in rows]


def _published(
    rows: Sequence[Mapping[str, Any]], kind: str, shown: Mapping[str, Sequence[int | str]]
) -> list[dict[str, Any]]:
    made = []
    for place, row in enumerate(rows):
        own: dict[str, Any] = {"name": str(row[kind] or f"No {kind}"), "attended": row["attended"]}
        for stage in STAGES:
            number = shown[stage][place]
            own[f"{stage}_answered"] = number
            # The share of a few would tell how few they are.
            own[f"{stage}_share"] = row[f"{stage}_share"] if isinstance(number, int) else None
        made.append(own)
    return made


def _columns(name: str) -> list[Column]:
    columns = [Column(name, 120), Column("Attended", 46, "right")]
    for stage in STAGES.values():
        columns += [Column(f"{stage}\nanswered", 58, "right"), Column("Share", 29, "right")]
    return columns


def _rows(rows: Sequence[Mapping[str, Any]], kind: str) -> list[Row]:
    made = []
    for own in answered_rows(rows, kind):
        cells = [own["name"], count(own["attended"])]
        for stage in STAGES:
            number = own[f"{stage}_answered"]
            share = own[f"{stage}_share"]
            cells += [
                number if isinstance(number, str) else count(number),
                NOTHING if share is None else percent(share),
            ]
        made.append(Row(cells))
    return made
