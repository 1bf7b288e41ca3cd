"""The ways to the pages of the programme."""

from ui.parts.way import Where
from ui.parts.ways import PageWay
from ui.programme.beside import PAGES

WORDS = {
    "Events": "list of events, programme of the year",
    "Courses": "catalogue, course list",
    "Undated": "events without a date, interest, who is interested, demand",
    "Series": "conference weeks, partner boards",
    "Venues": "rooms, halls, places to train in",
    "Trainers": "speakers, facilitators, tutors",
    "What courses answer": "recommendations, reviews, audits, priorities, coverage",
    "Plan of actions": "actions, action plan, red amber green, owners",
}
"""What else each page beside the programme is called."""

TABS = tuple(
    PageWay(title, Where("Programme", kind=kind), WORDS[title]) for title, kind in PAGES.items()
)
DEEDS = (
    PageWay("New event", Where("Programme"), "plan an event, add an event", "New event"),
    PageWay("New course", Where("Programme", kind="courses"), "add a course", "New course"),
    PageWay(
        "Save the brochure",
        Where("Programme"),
        "brochure, training programme to publish, prospectus",
        "Save the brochure",
    ),
    PageWay(
        "Plan again next year",
        Where("Programme"),
        "plan again, next year's programme, roll forward, copy the year",
        "Plan again next year",
        of_chosen=True,
    ),
    PageWay(
        "Repeat over dates",
        Where("Programme"),
        "repeat, several dates",
        "Repeat over dates",
        of_chosen=True,
    ),
    PageWay(
        "Save for a calendar", Where("Programme"), "calendar, ics, outlook", "Save for a calendar"
    ),
    PageWay("Export the list of events", Where("Programme"), "export events", "Export the list"),
)
WAYS = (
    PageWay("Programme", Where("Programme"), "events"),
    *TABS,
    PageWay("Month", Where("Programme", kind="month"), "calendar, wall calendar, days"),
    PageWay(
        "Agreements to chase",
        Where("Programme", kind="agreements"),
        "requests, managers, agreement, who has not agreed, chase list",
    ),
    PageWay("Partner boards", Where("Programme", kind="boards"), "boards, shared events"),
    *DEEDS,
)
