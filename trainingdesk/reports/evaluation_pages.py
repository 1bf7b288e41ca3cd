"""What changed: answers at three stages, paired by person, and what the surveys said."""

from collections.abc import Sequence

from trainingdesk.domain.channel import by_channel, channel_spoken
from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import findings, published
from trainingdesk.reports.bars import fill_bar
from trainingdesk.reports.evaluated_people import hidden_words, same_people, who_answered
from trainingdesk.reports.flow import ACROSS, GAP, LEFT, WIDTH, Flow
from trainingdesk.reports.outcome_pages import outcome_pages
from trainingdesk.reports.quoted_comments import quoted_comments
from trainingdesk.reports.slope import Measure, Paired, measures, paired, scale, sentence, slope
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import BASE, BODY, LABEL
from trainingdesk.reports.words import change, count, percent, points, shortened
from trainingdesk.reports.year import Year

MEAN_OF = {"Before": "before", "End": "end", "Follow-up": "follow_up"}
"""What the figures call each stage that delegates answer."""
CHART, ANSWERED = 150.0, 58.0
WORDS = BODY.but(size=8.5, leading=12.25)
NAME = LABEL.but(size=9, leading=11.5)
LEAD = (
    "Delegates rated themselves before the course, at its end and again in practice. Each change "
    "is counted only over people who answered both times."
)
MEANS = (
    "In brackets the 95% interval. Different people answered at each stage, so the three means are "
    "not to be subtracted from one another; read change in the paired columns."
)


def evaluation_pages(pages: Flow, year: Year) -> None:
    """Write what changed, how many answered, and the surveys."""
    asked = measures(year.measures)
    pages.open("What changed", findings.evaluation(year), LEAD if asked else "")
    if asked:
        _charts(pages, asked)
        same_people(pages, year)
        _means(pages, year)
    else:
        pages.prose("Nothing was asked at more than one stage in this year.")
    _answered(pages, year)
    who_answered(pages, year)
    quoted_comments(pages, year)
    outcome_pages(pages, year)
    _surveys(pages, year)


def _charts(pages: Flow, asked: Sequence[Measure]) -> None:
    pages.prose(
        "Change in points since before the course, which is the level line; whiskers show the 95% "
        "interval."
    )
    pages.top += BASE
    low, high = scale(asked)
    for start in range(0, len(asked), ACROSS):
        _beside(pages, asked[start : start + ACROSS], low, high)


def _beside(pages: Flow, some: Sequence[Measure], low: float, high: float) -> None:
    """Set up to three charts side by side: what was asked, the chart, what it says."""
    sheet = pages.sheet
    width = (WIDTH - (ACROSS - 1) * GAP) / ACROSS
    names = [shortened(measure.name, 160) for measure in some]
    tall = max(sheet.tall(width, name, NAME) for name in names)
    said = max(sheet.tall(width, sentence(measure), WORDS) for measure in some)
    pages.need(tall + CHART + said)
    for place, (measure, name) in enumerate(zip(some, names, strict=True)):
        x = LEFT + place * (width + GAP)
        with sheet.tag("H3"):
            sheet.paragraph(x, pages.top, width, name, NAME)
        sheet.drawing(
            x, pages.top + tall, slope(measure, width, CHART, low, high), sentence(measure)
        )
        sheet.paragraph(x, pages.top + tall + CHART + 5, width, sentence(measure), WORDS)
    pages.top += tall + CHART + said + BASE


def _means(pages: Flow, year: Year) -> None:
    received = {MEAN_OF.get(stage["stage"]): stage["received"] for stage in year.stages}
    rows = []
    for m in year.measures:
        end, practice = paired(m, "before_end"), paired(m, "before_follow_up")
        means = [
            _mean(m[f"{stage}_mean"], m.get(f"{stage}_answered", received.get(stage)))
            for stage in MEAN_OF.values()
        ]
        name = str(m.get("question") or m["code"])
        rows.append(Row([name, *means, *_moved(end), *_moved(practice)]))
    columns = [
        Column("Mean of all who\nanswered at the stage", 132),
        Column("Before", 34, "right"),
        Column("End", 30, "right"),
        Column("Practice", 38, "right"),
        Column("Change to end,\npaired", 64, "right"),
        Column("answered\nboth", 42, "right"),
        Column("Change to\npractice, paired", 64, "right"),
        Column("answered\nboth", 42, "right"),
    ]
    name = "Means and paired changes"
    pages.tabled(name, Table(columns, rows, gap=7.2, words=name), MEANS)


def _mean(mean: float | None, received: int | None) -> str:
    """A stage's mean, unless so few forms came in that it is nearly one person's answer."""
    return published.FEW if mean is not None and published.too_few(received) else points(mean)


def _moved(own: Paired) -> tuple[str, str]:
    if published.too_few(own.people):
        return NOTHING, published.FEW
    if own.mean is None:
        return NOTHING, count(own.people)
    interval = f"{change(own.low, 1)} to {change(own.high, 1)}"
    between = f"\n({interval})" if own.low is not None and own.high is not None else ""
    return f"{change(own.mean, 1)}{between}", count(own.people)


def _answered(pages: Flow, year: Year) -> None:
    share, base = published.satisfied(year.satisfaction)
    rows = []
    for stage in year.stages:
        ways = ", ".join(
            f"{count(received)} {channel_spoken(channel)}"
            for channel, received in by_channel(stage.get("by_channel") or [])
        )
        cells = (count(stage["received"]), count(stage["due"]), percent(stage["response_rate"]))
        bar = fill_bar(stage["response_rate"], ANSWERED)
        name = "Practice (follow-up)" if stage["stage"] == "Follow-up" else stage["stage"]
        rows.append(Row([name, *cells, bar, ways]))
    columns = [
        Column("Stage", 90),
        Column("Received", 40, "right"),
        Column("of attendances", 58, "right"),
        Column("Rate", 28, "right"),
        Column("", ANSWERED),
        Column("How they came back", 168),
    ]
    table = Table(columns, rows, gap=10.5, words="Response by stage")
    pages.section("How many answered", table.least + BASE * 2)
    if rows:
        pages.table(table)
    pages.prose(f"Satisfied at the end: {share} ({base}).", BODY)
    pages.top += BASE


def _surveys(pages: Flow, year: Year) -> None:
    before = None
    for survey in year.rows("surveys"):
        given = survey["answers"]
        rows = [
            Row([answer.words, answer.count, answer.share, fill_bar(answer.fraction, 110)])
            for answer in published.answers(given)
        ]
        columns = [
            Column("Answer", 236),
            Column("People", 70, "right"),
            Column("Share", 44, "right"),
            Column("", 110),
        ]
        words = f"Answers to the survey {survey['survey']}"
        table = Table(columns, rows, gap=12, words=words)
        question = f"{published.total(given)}: “{shortened(survey['question'], 600)}”"
        needed = table.least + pages.sheet.tall(WIDTH, question, BODY) + BASE
        if survey["survey"] != before:
            pages.section(f"Survey: {shortened(str(survey['survey']), 90)}", needed)
        pages.need(needed)
        pages.prose(question, BODY)
        pages.top += BASE / 2
        pages.table(table, hidden_words(rows))
        before = survey["survey"]
