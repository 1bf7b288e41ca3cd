"""The policies of sixteen boards as they were published: a cookbook of charging.

Where a board says nothing of absence, staying away costs what cancelling too late costs. Where it
says nothing of the bank holidays or of where half a day ends, the usual stands.
"""

from datetime import date, time

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging.amount import (
    Amount,
    ByLength,
    EachDay,
    EachSession,
    Flat,
    ShareOfPrice,
)
from trainingdesk.domain.charging.in_force import Suspended, Version
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.charging.waiver import Waiver

FULL_PRICE = ShareOfPrice()
FREE_GROUP, LOW_GROUP, MIDDLE_GROUP, HIGH_GROUP = (
    "Attends free",
    "Pays £35 or £20",
    "Pays £70 or £35",
    "Pays £100 or £50",
)


def _working_days(amount: int, *, limit_charged: bool = False) -> Notice:
    return Notice(amount, Unit.WORKING_DAYS, limit_charged=limit_charged)


def _days(amount: int, *, limit_charged: bool = False) -> Notice:
    return Notice(amount, Unit.CALENDAR_DAYS, limit_charged=limit_charged)


def _lines(  # noqa: PLR0913 - a line has many parts, most of them usual
    key: str,
    amount: Amount,
    notice: Notice,
    *,
    group: str = "",
    otherwise: bool = False,
    courses: Courses = Courses.ALL,
    plus_costs: bool = False,
    source: str = "",
) -> tuple[Line, Line]:
    """A late cancellation and an absence that cost the same."""
    late, absent = (
        Line(
            key=f"{key}{occasion.name.lower()}",
            occasion=occasion,
            tiers=(Tier(amount, asked),),
            groups=(group,) if group else (),
            otherwise=otherwise,
            courses=courses,
            plus_costs=plus_costs,
            source=source,
        )
        for occasion, asked in ((Occasion.LATE_CANCELLATION, notice), (Occasion.ABSENCE, None))
    )
    return late, absent


SUTTON = Policy(
    title="Sutton",
    lines=_lines(
        "",
        ByLength(50_00, (75_00,)),
        _working_days(2),
        source="2 working days; £75 full day, £50 half",
    ),
    conditions=("Agencies whose staff stay away again and again may lose the right to book.",),
)

SOUTH_TYNESIDE = Policy(
    title="South Tyneside",
    lines=_lines(
        "",
        ByLength(25_00, (50_00,)),
        _working_days(2),
        source="2 working days, in writing; £50 / £25",
    ),
    waivers=(Waiver("sick", "Sickness", same_day=True, phoned_by=time(10), emailed=True),),
    conditions=(
        "Notice is given in writing.",
        "A substitute is free if e-mailed before the start.",
    ),
)

WIRRAL = Policy(
    title="Wirral",
    lines=(
        *_lines(
            "schools_",
            FULL_PRICE,
            _working_days(3),
            group="School",
            source="schools pay the whole course cost",
        ),
        *_lines(
            "others_",
            ByLength(50_00, (90_00,)),
            _working_days(3),
            otherwise=True,
            source="at least 3 working days; £50 half / £90 full",
        ),
    ),
)

NORTHAMPTONSHIRE = Policy(
    title="Northamptonshire",
    lines=_lines("", Flat(50_00), _working_days(3), source="3 working days (72 hours); £50"),
    conditions=("The published “3 working days (72 hours)” is counted in working days.",),
)
NORTHAMPTONSHIRE_BY_THE_HOUR = Policy(
    title="Northamptonshire, by the hour",
    lines=_lines("", Flat(50_00), Notice(72, Unit.HOURS), source="3 working days (72 hours); £50"),
    conditions=("The published “3 working days (72 hours)” is counted in hours.",),
)

SOUTH_GLOUCESTERSHIRE = Policy(
    title="South Gloucestershire",
    lines=(
        *_lines(
            "paid_",
            FULL_PRICE,
            _working_days(4),
            courses=Courses.PAID,
            source="at least 4 working days; paid course: full fee",
        ),
        *_lines(
            "free_",
            EachSession(50_00),
            _working_days(4),
            courses=Courses.FREE,
            source="at least 4 working days; free course: £50 per session missed",
        ),
    ),
)


def _price_of_bath(group: str, half: int, day: int) -> tuple[Line, ...]:
    """What an organisation of one type pays: its price for attending, and the same for absence."""
    price = ByLength(half, (day,))
    fee = Line(
        key=f"{half // 100}_attending",
        occasion=Occasion.ATTENDANCE_FEE,
        tiers=(Tier(price),),
        groups=(group,),
        source="price by organisation type and length",
    )
    said = "fewer than 10 working days is charged: price by organisation type and length"
    return fee, *_lines(f"{half // 100}_", price, _working_days(10), group=group, source=said)


BATH_AND_NORTH_EAST_SOMERSET = Policy(
    title="Bath & North East Somerset",
    lines=(
        Line(
            key="free_attending",
            occasion=Occasion.ATTENDANCE_FEE,
            tiers=(Tier(Flat(0)),),
            groups=(FREE_GROUP,),
            source="price by organisation type and length: £0",
        ),
        *_lines(
            "free_",
            Flat(70_00),
            _working_days(10),
            group=FREE_GROUP,
            source="those who attend free pay £70",
        ),
        *_price_of_bath(LOW_GROUP, 20_00, 35_00),
        *_price_of_bath(MIDDLE_GROUP, 35_00, 70_00),
        *_price_of_bath(HIGH_GROUP, 50_00, 100_00),
    ),
)

WEST_SUSSEX = Policy(
    title="West Sussex",
    lines=_lines(
        "",
        ByLength(35_00, (70_00, 140_00)),
        _working_days(10, limit_charged=True),
        source="10 working days or fewer is charged; £35 half, £70 a day, two days £140",
    ),
)

LEICESTERSHIRE = Policy(
    title="Leicestershire LSCDG",
    lines=_lines(
        "",
        ByLength(25_00, (50_00, 100_00)),
        _days(2, limit_charged=True),
        source="more than 2 calendar days; £25 / £50 / £100 for two days",
    ),
    lateness=Lateness(30, limit_charged=True, if_turned_away=True),
    left_early=Consequence.NO_CERTIFICATE,
)

TEESWIDE = Policy(
    title="Teeswide",
    lines=_lines(
        "",
        EachDay(50_00),
        _days(7, limit_charged=True),
        plus_costs=True,
        source="more than 7 calendar days; £50 a day plus extra costs",
    ),
)

STAFFORDSHIRE = Policy(
    title="Staffordshire",
    lines=(
        Line(
            key="late",
            occasion=Occasion.LATE_CANCELLATION,
            tiers=(
                Tier(ShareOfPrice(50), Notice(4, Unit.WEEKS)),
                Tier(FULL_PRICE, Notice(2, Unit.WEEKS)),
            ),
            source="under 2 weeks full price, under 4 weeks half",
        ),
        Line(
            key="absent",
            occasion=Occasion.ABSENCE,
            tiers=(Tier(FULL_PRICE),),
            source="under 2 weeks full price",
        ),
    ),
    lateness=Lateness(15, full_days_only=True),
    left_early=Consequence.ABSENT,
)

SURREY = Policy(
    title="Surrey",
    lines=_lines(
        "",
        ShareOfPrice(less_booking_fee=True),
        _days(14),
        source="14 days; full charge, £90 less the £12 booking fee = £78",
    ),
    booking_fee_pence=12_00,
)

PLYMOUTH = Policy(
    title="Plymouth",
    lines=_lines("", FULL_PRICE, _days(14), source="14 days; full course price"),
)

BRENT = Policy(
    title="Brent",
    lines=_lines("", Flat(50_00), _days(7), source="7 days; £50"),
    lateness=Lateness(20),
    invoice_after_hours=24,
    payment_days=30,
)

SALFORD = Policy(
    title="Salford",
    lines=_lines(
        "", EachDay(50_00), _working_days(10), source="10 working days; £50 a delegate a day"
    ),
    billed=Billed.MONTH,
)

LEEDS = Policy(
    title="Leeds",
    lines=tuple(
        Line(
            key=key,
            occasion=occasion,
            tiers=(Tier(ByLength(35_00, (50_00,))),),
            source="half day is up to 4 hours: £35, over: £50; also for an unfinished check",
        )
        for key, occasion in (("absent", Occasion.ABSENCE), ("check", Occasion.NOT_FINISHED))
    ),
    half_day_minutes=240,
)

HAVERING = Policy(
    title="Havering",
    lines=_lines("", Flat(50_00), _working_days(5), source="in force from 2016-17"),
    conditions=("The sum and the notice were not published: £50 and 5 working days stand in.",),
)
HAVERING_IN_FORCE = Version(
    policy=HAVERING,
    since=date(2016, 4, 1),
    spells=(
        Suspended(date(2017, 4, 1), date(2018, 3, 31), "a shortage of administrative resources"),
    ),
)

BOARDS = (
    SUTTON,
    SOUTH_TYNESIDE,
    WIRRAL,
    NORTHAMPTONSHIRE,
    NORTHAMPTONSHIRE_BY_THE_HOUR,
    SOUTH_GLOUCESTERSHIRE,
    BATH_AND_NORTH_EAST_SOMERSET,
    WEST_SUSSEX,
    LEICESTERSHIRE,
    TEESWIDE,
    STAFFORDSHIRE,
    SURREY,
    PLYMOUTH,
    BRENT,
    SALFORD,
    LEEDS,
    HAVERING,
)
