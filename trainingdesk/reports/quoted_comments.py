"""What delegates wrote, as the board chose to quote it."""

from trainingdesk.reports.flow import WIDTH, Flow
from trainingdesk.reports.tokens import BASE, LEAD, SMALL
from trainingdesk.reports.year import Quoted, Year

LEAST, MOST = 60.0, 400.0
"""The room that a first quotation needs, and beyond which one may run over the page."""
SAID = {
    "Before": "before the course",
    "End": "at its end",
    "Follow-up": "in practice",
    "Manager": "a manager",
}


def quoted_comments(pages: Flow, year: Year) -> None:
    """Write the quotations, each with its course, its stage and what it is an example of."""
    if not year.quoted:
        return
    pages.section("In their words", LEAST)
    pages.prose("Chosen by the board from what was written on the forms, without names.")
    pages.top += BASE
    for each in year.quoted:
        _one(pages, each)


def _one(pages: Flow, each: Quoted) -> None:
    words, about = f"“{each.words}”", _about(each)
    sheet = pages.sheet
    high = sheet.tall(WIDTH, words, LEAD) + sheet.tall(WIDTH, about, SMALL)
    pages.need(min(high, MOST))
    pages.prose(words, LEAD)
    pages.prose(about, SMALL)
    pages.top += BASE


def _about(each: Quoted) -> str:
    said = f"{each.course}, {SAID.get(each.stage, each.stage.lower())}"
    return f"{said}. An example of: {each.example_of}." if each.example_of else f"{said}."
