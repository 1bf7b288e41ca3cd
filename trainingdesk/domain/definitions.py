"""What each figure is called, what it is counted on, and what it leaves out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure in words: its name, how it is counted, and what is not in it.

    ``one`` and ``several`` are what its rows are called; a rate has no rows of its own, but a
    ``formula``.
    """

    key: str
    name: str
    counted: str
    leaves_out: str = ""
    one: str = ""
    several: str = ""
    formula: str = ""

    @property
    def meaning(self) -> str:
        """How it is counted and what it leaves out, in one breath."""
        left_out = f" Left out: {self.leaves_out}" if self.leaves_out else ""
        return f"{self.counted}{left_out}"


def _rate(key: str, name: str, formula: str, says: str, leaves_out: str) -> Definition:
    """A rate, which is counted as its formula says."""
    counted = f"{formula[0].upper()}{formula[1:]}{says}"
    return Definition(key, name, counted, leaves_out, formula=formula)


EVENTS = (
    Definition(
        "events_scheduled",
        "Events scheduled",
        "Events whose first day is in the year.",
        "Drafts and postponed events.",
        "event",
        "events",
    ),
    Definition(
        "events_delivered",
        "Events delivered",
        "Events of the year that were not cancelled and have begun.",
        "Cancelled events, and those still to come.",
        "event",
        "events",
    ),
    Definition(
        "events_cancelled",
        "Events cancelled",
        "Of the events scheduled, those that were cancelled.",
        "Postponed events.",
        "event",
        "events",
    ),
    Definition(
        "events_to_come",
        "Events to come",
        "Events that are not cancelled and whose first day is still ahead. A past year has none.",
        "",
        "event",
        "events",
    ),
    Definition(
        "places",
        "Places",
        "The places of the delivered events.",
        "Places on cancelled events and on events to come.",
        "place",
        "places",
    ),
    Definition(
        "headcount",
        "Headcount",
        "People counted at delivered events, and not named.",
        "Everybody who is named; nobody is counted twice.",
        "person counted",
        "people counted",
    ),
)

BOOKINGS = (
    Definition(
        "registrations",
        "Registrations",
        "Bookings ever made: booked, cancelled, substituted and transferred.",
        "Requests, the waiting list, open offers and walk-ins.",
        "registration",
        "registrations",
    ),
    Definition(
        "booked",
        "Booked",
        "Bookings that still held their place when the event began, or hold it now.",
        "Bookings given up, waiting lists and walk-ins.",
        "booking",
        "bookings",
    ),
    Definition(
        "bookings_cancelled",
        "Bookings cancelled",
        "Bookings cancelled, substituted or transferred. The new booking is a registration too.",
        "Whoever left a waiting list without having held a place.",
        "booking given up",
        "bookings given up",
    ),
    Definition(
        "waiting",
        "Waiting",
        "On the waiting list, or offered a place and not yet decided.",
        "Requests that nobody has answered.",
        "person waiting",
        "people waiting",
    ),
    Definition(
        "walk_ins",
        "Walk-ins",
        "People who came without a booking. They count as attended and never as booked.",
        "Walk-ins with no mark that they came.",
        "walk-in",
        "walk-ins",
    ),
    Definition(
        "attended",
        "Attendances",
        "Marked attended, late or left early at one session at least, walk-ins included. "
        "Somebody who came to three events counts three times.",
        "People counted and not named.",
        "attendance",
        "attendances",
    ),
    Definition(
        "people",
        "People",
        "The different persons among the attendances.",
        "People counted and not named.",
        "person",
        "people",
    ),
    Definition(
        "absent",
        "Absent",
        "Marked absent, and at no session as having come.",
        "Apologies received before the start.",
        "absence",
        "absences",
    ),
    Definition(
        "apologies",
        "Apologies",
        "Marked as having sent apologies before the start, and neither absent nor there.",
        "Bookings cancelled beforehand.",
        "apology",
        "apologies",
    ),
)

RATES = (
    _rate(
        "take_up",
        "Take-up",
        "booked ÷ places",
        ": how much of what was offered was taken.",
        "Walk-ins, and whether anybody came.",
    ),
    _rate(
        "turn_up",
        "Turn-up",
        "attended without the walk-ins ÷ booked",
        ": how many of those expected came.",
        "Walk-ins, in the top and in the base.",
    ),
    _rate(
        "fill",
        "Fill",
        "attended ÷ places",
        ": how full the rooms were. Walk-ins can take it past 100%.",
        "Whether those who came had booked.",
    ),
    _rate(
        "absence",
        "Absence",
        "absent ÷ booked",
        ": how many of those expected stayed away without a word.",
        "Apologies before the start, and bookings cancelled in time.",
    ),
    _rate(
        "change_in_attendance",
        "Change in attendance",
        "attended ÷ last year's attended, less one",
        ". Where last year has no records, what was published for it stands in.",
        "Changes in how many events there were.",
    ),
    Definition(
        "share",
        "Share",
        "A part of the year's attendances: those of one agency or one sector.",
        "How large the agency or the sector is.",
    ),
)

EVALUATION = (
    Definition(
        "response_rate",
        "Response",
        "Forms received ÷ attendances, for each stage; at most one form an attendance. The page "
        "Evaluation divides by those only whose form was due by today, and says how many were not.",
        "Forms that fit no attendance: they are stated beside it as unmatched.",
    ),
    Definition(
        "satisfaction",
        "Satisfied",
        "Of those who rated their course from 1 to 5 at its end, how many gave 4 or 5.",
        "Whoever returned no form or left the question empty.",
    ),
    Definition(
        "means",
        "Means",
        "The mean of all who answered at a stage. Different people answer at each stage, "
        "so one mean is not to be taken from another.",
        "",
    ),
    Definition(
        "change",
        "Change",
        "The mean of each person's own difference, over those who answered both times on the "
        "same event, with its 95% interval (paired t). A fall is shown as plainly as a rise.",
        "Anonymous forms, and whoever answered only once.",
    ),
    Definition(
        "effect",
        "Effect size",
        "The mean change divided by the standard deviation of the changes, corrected for small "
        "numbers (Hedges): about 0.2 is small, 0.5 middling, 0.8 large.",
        "Measures that fewer than three people answered twice, or in which all moved alike.",
    ),
    Definition(
        "answered_by",
        "Who answered",
        "Of the attendances of an agency, sector or level, how many sent a form with a name.",
        "Anonymous forms: nobody knows whose they are.",
    ),
)

MONEY = (
    Definition(
        "income",
        "Income",
        "Attendance fees and non-attendance fees received in the year.",
        "Grants and other receipts: they are not income from training.",
        "receipt",
        "receipts",
    ),
    Definition(
        "attendance_fees",
        "Attendance fees",
        "Receipts of the kind Attendance fee, by the day they came in.",
        "What is still owed.",
        "receipt",
        "receipts",
    ),
    Definition(
        "non_attendance_fees",
        "Non-attendance fees",
        "Receipts of the kind Non-attendance fee, by the day they came in.",
        "What is still owed or was waived.",
        "receipt",
        "receipts",
    ),
    Definition(
        "expenditure",
        "Expenditure",
        "Costs dated in the year.",
        "Costs of the kind Staff.",
        "cost",
        "costs",
    ),
    Definition(
        "spent",
        "All costs",
        "Every cost dated in the year, those of staff too.",
        "",
        "cost",
        "costs",
    ),
    _rate(
        "cost_recovery",
        "Cost recovery",
        "income ÷ expenditure",
        ": how much of what was spent came back in fees.",
        "Staff costs and grants.",
    ),
    _rate(
        "cost_recovery_with_staff",
        "Cost recovery with staff",
        "income ÷ all costs, staff included",
        ".",
        "Grants.",
    ),
)

ALL = {
    definition.key: definition for definition in (*EVENTS, *BOOKINGS, *RATES, *EVALUATION, *MONEY)
}


def definition_of(key: str) -> Definition | None:
    """The definition of a figure, if it is one of ours."""
    return ALL.get(key)


def name_of(key: str) -> str:
    """What a figure is called; one that is not ours keeps the name it came with."""
    definition = ALL.get(key)
    return definition.name if definition else key
