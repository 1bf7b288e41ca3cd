"""Years to report on: an ordinary one, an empty one, and one that asks too much of a page."""

from copy import deepcopy
from typing import Any

from trainingdesk.reports.furniture import Board
from trainingdesk.reports.year import Cost, Figures, Year

BOARD = Board("Westmere Safeguarding Children Board", "Eleanor Whitcombe", "Independent chair")
HOSTILE = """<b>O'Brien & Sons</b> <img src="/etc/hosts"/> =1+1 {0} %s"""
FROM_RIGHT = "محمد الحسن " * 30
COUNTS = [
    "events_scheduled",
    "events_cancelled",
    "events_delivered",
    "events_to_come",
    "places",
    "registrations",
    "booked",
    "bookings_cancelled",
    "waiting",
    "walk_ins",
    "attended",
    "people",
    "absent",
    "apologies",
]
RATES = ("take_up", "turn_up", "fill", "absence")


def counted(**given: int) -> Figures:
    """Counts, nought where none is given, with the rates that follow from them."""
    own: Figures = {**dict.fromkeys(COUNTS, 0), **given}
    booked, places = own["booked"], own["places"]
    own["take_up"] = booked / places if places else None
    own["turn_up"] = (own["attended"] - own["walk_ins"]) / booked if booked else None
    own["fill"] = own["attended"] / places if places else None
    own["absence"] = own["absent"] / booked if booked else None
    return own


def course(code: str, title: str, *, places: int, attended: int) -> Figures:
    """A course that ran once."""
    figures = counted(
        events_scheduled=1, events_delivered=1, places=places, registrations=places,
        booked=places, attended=attended, people=attended, absent=max(0, places - attended),
    )  # fmt: skip
    return {"course": code, "title": title, **figures}


def measure(code: str, question: str, change: float, people: int = 40) -> Figures:
    """A question of which the answers moved by so many points, give or take 0.2."""
    own: Figures = {
        "code": code, "question": question,
        "before_mean": 5.0, "end_mean": 5.0 + change, "follow_up_mean": 5.0 + change,
    }  # fmt: skip
    for span in ("before_end", "before_follow_up"):
        own |= {
            f"matched_{span}": people,
            f"change_{span}": change,
            f"change_{span}_low": change - 0.2,
            f"change_{span}_high": change + 0.2,
        }
    return own


def answered(kind: str, name: str, attended: int, *numbers: int) -> Figures:
    """How many of a group came, and how many of them answered before, at the end, in practice."""
    own: Figures = {kind: name, "attended": attended}
    for stage, number in zip(("before", "end", "follow_up"), numbers, strict=True):
        own |= {f"{stage}_answered": number, f"{stage}_share": number / attended}
    return own


def empty_figures(name: str = "2031-32") -> Figures:
    """A year in which nothing happened."""
    return {
        "year": name,
        "board": BOARD.name,
        "programme": {**counted(), "change_in_attendance": None},
        "by_course": [],
        "by_level": [],
        "by_quarter": [{"quarter": f"Q{n}", **counted()} for n in (1, 2, 3, 4)],
        "by_strand": [],
        "by_series": [],
        "by_agency": [],
        "by_sector": [],
        "evaluation": {
            "stages": [_stage(name, 0, 0) for name in ("Before", "End", "Follow-up")],
            "satisfaction": {"rated": 0, "satisfied": 0, "share": None},
            "measures": [],
        },
        "money": {
            "attendance_fees": 0, "non_attendance_fees": 0, "income": 0, "expenditure": 0,
            "cost_recovery": None, "cost_recovery_with_staff": None,
        },
        "cancellations": [],
        "returns": [],
        "surveys": [],
        "unreconciled": [],
    }  # fmt: skip


def _stage(name: str, due: int, received: int) -> Figures:
    channels = [{"channel": "Paper", "received": received}] if received else []
    rate = received / due if due else None
    return {"stage": name, "due": due, "received": received, "response_rate": rate,
            "by_channel": channels}  # fmt: skip


def figures(name: str = "2017-18") -> Figures:
    """A small year with something in every table."""
    own = empty_figures(name)
    courses = [
        course("RISK", "Identifying Risk", places=20, attended=20),
        course("DA", "Domestic Abuse", places=20, attended=10),
        course("AUDIT", "Learning from Audits", places=40, attended=30),
    ]
    whole = counted(
        events_scheduled=4, events_cancelled=1, events_delivered=3, places=80, registrations=90,
        booked=70, bookings_cancelled=20, waiting=2, walk_ins=4, attended=60, people=50, absent=14,
    )  # fmt: skip
    own["programme"] = {**whole, "change_in_attendance": 0.2}
    own["by_course"] = courses
    own["by_level"] = [{"level": "2", **whole}]
    own["by_quarter"] = [{"quarter": "Q1", **whole}, *own["by_quarter"][1:]]
    own["by_strand"] = [{"strand": "Children", **whole}]
    own["by_series"] = [{"series": "Safeguarding Week", **whole}]
    own["by_agency"] = [
        {"agency": "Westmere Mind", "attended": 33, "share": 33 / 60},
        {"agency": "Vale Probation", "attended": 27, "share": 27 / 60},
    ]
    own["by_sector"] = [
        {"sector": "Voluntary", "attended": 33, "share": 33 / 60, "share_last_year": 0.4},
        {"sector": "Probation", "attended": 27, "share": 27 / 60, "share_last_year": 0.6},
    ]
    own["evaluation"] = {
        "stages": [_stage("Before", 60, 41), _stage("End", 60, 50), _stage("Follow-up", 60, 20)],
        "satisfaction": {"rated": 40, "satisfied": 33, "share": 0.825},
        "measures": [measure("CONF", "How confident are you?", 1.5),
                     measure("KNOW", "What do you know?", -0.6)],
        "answered_by": {
            "agency": [answered("agency", "Vale Probation", 27, 20, 24, 6),
                       answered("agency", "Westmere Mind", 33, 21, 26, 14)],
            "sector": [answered("sector", "Probation", 27, 20, 24, 6),
                       answered("sector", "Voluntary", 33, 21, 26, 14)],
            "level": [answered("level", "2", 60, 41, 50, 20)],
        },
    }  # fmt: skip
    own["money"] = {
        "attendance_fees": 600.0, "non_attendance_fees": 150.0, "income": 750.0,
        "expenditure": 3000.0, "cost_recovery": 0.25, "cost_recovery_with_staff": 0.075,
    }  # fmt: skip
    own["cancellations"] = [{"reason": "Low take-up", "events": 1}]
    own["returns"] = [{"agency": "Westmere Mind", "level": "2", "staff": 200, "trained": 165,
                       "share": 0.825, "target": 0.85, "met": False}]  # fmt: skip
    own["surveys"] = [
        {"survey": "Health Check", "question": "Did it help?", "answers": [
            {"answer": "Yes", "count": 17, "share": 17 / 31},
            {"answer": "No", "count": 11, "share": 11 / 31},
            {"answer": "Not sure", "count": 3, "share": 3 / 31}]}
    ]  # fmt: skip
    own["unreconciled"] = [
        {"figure": "attended", "published": 64, "computed": 60, "difference": -4},
        {"figure": "Home visits", "published": 12, "computed": None, "difference": None},
    ]
    return own


def ordinary(*, with_last_year: bool = True) -> Year:
    """A year, most often with the one before."""
    before = figures("2016-17")
    before["programme"] |= {"attended": 50, "people": 45}
    return Year(
        figures(),
        before if with_last_year else None,
        hours={"RISK": 6, "DA": 3.5},
        levels={"RISK": "2", "DA": "2", "AUDIT": "2"},
        sectors={"Westmere Mind": "Voluntary", "Vale Probation": "Probation"},
        costs=[Cost("Trainers", 3000.0), Cost("Staff", 7000.0, staff=True)],
    )


def monstrous() -> Year:
    """Sixty courses and ninety agencies with long and hostile names, nothing to compare with."""
    own: Any = deepcopy(figures("2099-00"))
    own["by_course"] = [
        course(f"C{n}", f"Course {n} {HOSTILE * (1 + n % 6)}", places=30, attended=n)
        for n in range(60)
    ]
    own["by_agency"] = [
        {"agency": f"Agency {n} {'of a long name ' * (n % 30)}", "attended": 90 - n, "share": 0.01}
        for n in range(90)
    ]
    own["by_level"] = [{"level": HOSTILE, **own["programme"]}]
    own["evaluation"]["measures"] = [measure(f"M{n}", HOSTILE * n, n - 2.0) for n in range(7)]
    own["surveys"] = [{**own["surveys"][0], "survey": HOSTILE * 3, "question": HOSTILE * 9}] * 4
    own["cancellations"] = [
        {"reason": HOSTILE * 2, "events": 1},
        {"reason": FROM_RIGHT, "events": 2},
    ]
    own["returns"] *= 60
    own["unreconciled"] = [{**row, "figure": HOSTILE} for row in own["unreconciled"]]
    return Year(own, costs=[Cost(HOSTILE, 1e9)])
