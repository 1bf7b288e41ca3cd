"""The evaluation of a year in the workbook: what changed over the same people, who answered."""

from collections.abc import Mapping
from typing import Any

from trainingdesk.domain.channel import UNKNOWN, by_channel
from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import published
from trainingdesk.reports.evaluated_people import STAGES, answered_by_agency, answered_rows
from trainingdesk.reports.outcome_pages import ASSOCIATION, part_of
from trainingdesk.reports.words import percent
from trainingdesk.reports.workbook_sheets import Book, Field, Form
from trainingdesk.reports.year import Figures, Year

Row = dict[str, Any]
LATER = {"before_end": "end", "before_follow_up": "follow_up"}
SPANS = {"before_end": "before to end", "before_follow_up": "before to practice"}
MEANS = {"before": "Mean before", "end": "Mean at end", "follow_up": "Mean in practice"}
OF_CHANGE = (
    ("change", "Change over the same people"),
    ("low", "95% interval from"),
    ("high", "95% interval to"),
    ("first_mean", "Their mean before"),
    ("later_mean", "Their mean later"),
    ("rose", "Rose"),
    ("same", "Stayed"),
    ("fell", "Fell"),
    ("effect", "Effect size: change ÷ its standard deviation, corrected (Hedges)"),
    ("signed_rank", "Signed-rank test, both sides (Wilcoxon)"),
)
"""What is said of each change after how many people answered both times."""
COUNTS = frozenset({"rose", "same", "fell"})
RATIOS = frozenset({"effect", "signed_rank"})


def evaluation_sheets(book: Book, year: Year) -> None:
    """Add what changed and how many answered; answers of a few people are left out."""
    book.sheet("Evaluation", _fields(), [*_responses(year), *map(_measure, year.measures)])
    agencies, sectors, levels = (
        year.answered_by.get(kind) or [] for kind in ("agency", "sector", "level")
    )
    rows: list[Row] = [
        *({**own, "kind": "Agency"} for own in answered_by_agency(agencies, sectors)),
        *({**own, "kind": "Sector"} for own in answered_rows(sectors, "sector")),
        *({**own, "kind": "Level"} for own in answered_rows(levels, "level")),
    ]
    fields = [Field("By", "kind"), Field("Name", "name"), Field("Attended", "attended", "count")]
    for stage, name in STAGES.items():
        fields += [
            Field(f"{name}: answered", f"{stage}_answered", "count"),
            Field(f"{name}: answered ÷ attended", f"{stage}_share", "percent"),
        ]
    book.sheet("Who answered", fields, rows)


def outcome_sheet(book: Book, year: Year) -> None:
    """Add what was counted each month around the events meant to move it, where anything was."""
    if not year.outcomes:
        return
    rows: list[Row] = [
        {
            "indicator": each.name,
            "courses": ", ".join(each.courses),
            "month": f"{month.month:%Y-%m}",
            "part": part_of(each, month),
            "number": month.number,
            "events": ", ".join(month.events),
            "read_as": ASSOCIATION,
        }
        for each in year.outcomes
        for month in each.months
    ]
    fields = [
        Field("Indicator", "indicator"),
        Field("Courses meant to move it", "courses"),
        Field("Month", "month"),
        Field("Before, during or after their events", "part"),
        Field("Number", "number", "count"),
        Field("Events in the month", "events"),
        Field("Read as", "read_as"),
    ]
    book.sheet("Indicators", fields, rows)


def survey_rows(year: Year) -> list[Row]:
    """The answers to each survey as they are published."""
    rows: list[Row] = []
    for survey in year.rows("surveys"):
        whole = sum(each["count"] for each in survey["answers"])
        for answer, shown in zip(
            published.in_order(survey["answers"]), published.answers(survey["answers"]), strict=True
        ):
            told = shown.fraction is not None or not answer["count"]
            rows.append(
                {
                    "survey": survey["survey"],
                    "question": survey["question"],
                    "answer": shown.words,
                    "count": answer["count"] if told else shown.count,
                    "of": published.FEW if published.too_few(whole) else whole,
                    "share": answer["share"] if told else None,
                }
            )
    return rows


def _fields() -> list[Field]:
    fields = [
        Field("What", "what"),
        Field("Of", "of"),
        Field("Number", "number", "count"),
        Field("Base", "base", "count"),
        Field("Share", "share", "percent"),
    ]
    for stage, head in MEANS.items():
        fields += [
            Field(head, f"{stage}_mean", "mean"),
            Field(f"{head}: answered", f"{stage}_answered", "count"),
        ]
    for span, words in SPANS.items():
        fields.append(Field(f"Answered both, {words}", f"matched_{span}", "count"))
        for key, head in OF_CHANGE:
            fields.append(Field(f"{head}, {words}", _key(key, span), _form(key)))
    return fields


def _form(key: str) -> Form:
    return "count" if key in COUNTS else "ratio" if key in RATIOS else "mean"


def _key(key: str, span: str) -> str:
    return f"change_{span}_{key}" if key in {"low", "high"} else f"{key}_{span}"


def _responses(year: Year) -> list[Row]:
    """Response by stage and way, then satisfaction."""
    rows: list[Row] = []
    for stage in year.stages:
        rows.append({"what": "Response", "of": stage["stage"], "number": stage["received"],
                     "base": stage["due"], "share": stage["response_rate"]})  # fmt: skip
        rows += [
            {"what": "Received by", "of": f"{stage['stage']}: {channel or UNKNOWN}",
             "number": received, "base": stage["received"]}
            for channel, received in by_channel(stage.get("by_channel") or [])
        ]  # fmt: skip
    return [*rows, _satisfied(year.satisfaction)]


def _satisfied(content: Figures) -> Row:
    """The number who were satisfied, unless they or the others are a few."""
    row: Row = {"what": "Satisfied", "of": "End"}
    share, base = published.satisfied(content)
    if share == percent(content.get("share")) and share != NOTHING:
        return {**row, "number": content["satisfied"], "base": content["rated"],
                "share": content["share"]}  # fmt: skip
    return {**row, "of": f"End: {base}" if content.get("rated") else "End",
            "share": None if share == NOTHING else share}  # fmt: skip


def _few_besides(measure: Mapping[str, Any], span: str) -> bool:
    """Whether so few answered one time only that both means beside those of all tell theirs."""
    both = measure.get(f"matched_{span}") or 0
    once = [measure.get(f"{stage}_answered") for stage in ("before", LATER[span])]
    return any(published.too_few(number - both) for number in once if number is not None)


def _measure(measure: Mapping[str, Any]) -> Row:
    """One measure, without the means and changes of a few people."""
    name = f"{measure.get('code') or ''} {measure.get('question') or ''}".strip()
    row: Row = {"what": "Measure", "of": name}
    for stage in MEANS:
        number = measure.get(f"{stage}_answered")
        few = published.too_few(number)
        row[f"{stage}_answered"] = published.FEW if few else number
        row[f"{stage}_mean"] = None if few else measure.get(f"{stage}_mean")
    for span in SPANS:
        number = measure.get(f"matched_{span}")
        if published.too_few(number):
            row[f"matched_{span}"] = published.FEW
            continue
        row[f"matched_{span}"] = number
        row |= {_key(key, span): measure.get(_key(key, span)) for key, _ in OF_CHANGE}
        if _few_besides(measure, span):
            row |= {f"first_mean_{span}": None, f"later_mean_{span}": None}
        if row.get(f"rose_{span}") is not None:
            moved = published.movement(measure, span)
            row |= {
                f"{key}_{span}": n for key, n in zip(("rose", "same", "fell"), moved, strict=True)
            }
    return row
