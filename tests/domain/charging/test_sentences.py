"""The policy in sentences that read like the policy itself."""

from dataclasses import replace
from datetime import time

import pytest

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.amount import ByLength, EachSession, Flat, ShareOfPrice
from trainingdesk.domain.charging.length import DaysCounted
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Nation, Policy
from trainingdesk.domain.charging.sentences import sentences_of, sentences_of_line
from trainingdesk.domain.charging.waiver import Waiver

NOBODY = (
    "Nobody is charged for a substitution, a turn on the waiting list, "
    "or an event that the board cancelled."
)
USUAL = "An agency gets one invoice for each event, and has 30 days to pay."


def test_a_policy_reads_like_a_policy() -> None:
    assert sentences_of(boards.WEST_SUSSEX) == (
        "10 working days' notice or less: £35 for half a day, £70 for a day, £140 for two days.",
        "Not attending: £35 for half a day, £70 for a day, £140 for two days.",
        "Half a day is up to 4 hours.",
        "Weekends and the bank holidays of England are no working days.",
        NOBODY,
        USUAL,
    )


@pytest.mark.parametrize(
    ("policy", "sentences"),
    [
        (
            boards.STAFFORDSHIRE,
            [
                "Less than 4 weeks' notice: half the price.",
                "Less than 2 weeks' notice: the full price.",
                (
                    "Whoever comes more than 15 minutes late is not admitted and charged; "
                    "an event of half a day has no grace."
                ),
                "Leaving early counts as absence.",
                "Half a day is up to 4 hours.",
            ],
        ),
        (
            boards.LEICESTERSHIRE,
            [
                "Whoever comes 30 minutes late or more may be turned away and charged.",
                "Leaving early is not charged, but earns no certificate.",
            ],
        ),
        (
            boards.WIRRAL,
            [
                "School, less than 3 working days' notice: the full price.",
                "Everyone else, not attending: £50 for half a day, £90 for a day.",
            ],
        ),
        (boards.SOUTH_GLOUCESTERSHIRE, ["Not attending, free courses: £50 a session."]),
        (boards.TEESWIDE, ["7 calendar days' notice or less: £50 a day plus extra costs."]),
        (
            boards.SURREY,
            [
                "Not attending: the full price less the booking fee.",
                "The booking fee of £12 is kept.",
            ],
        ),
        (
            boards.SOUTH_TYNESIDE,
            [
                "Notice is given in writing.",
                (
                    "Sickness on the day may be excused if the manager telephones by 10:00 "
                    "and e-mails."
                ),
            ],
        ),
        (boards.SALFORD, ["An agency gets one invoice a month, and has 30 days to pay."]),
        (
            boards.BRENT,
            [
                (
                    "An agency gets one invoice for each event, from 24 hours after the event on, "
                    "and has 30 days to pay."
                ),
            ],
        ),
        (boards.LEEDS, ["E-learning not finished: £35 for half a day, £50 for a day."]),
    ],
)
def test_each_board_says_what_is_its_own(policy: Policy, sentences: list[str]) -> None:
    said = sentences_of(policy)
    assert [sentence for sentence in sentences if sentence not in said] == []


def test_nothing_is_said_that_does_not_matter() -> None:
    line = Line("a", Occasion.ATTENDANCE_FEE, (Tier(ShareOfPrice(30)),))
    policy = Policy("P", (line,), payment_days=0, days_counted=DaysCounted.HALVES_ADD_UP)
    assert sentences_of(policy) == (
        "Attending: 30% of the price.",
        NOBODY,
        "An agency gets one invoice for each event, and pays at once.",
    )


def test_halves_that_add_up_and_the_nation_are_said() -> None:
    policy = replace(
        boards.SUTTON, days_counted=DaysCounted.HALVES_ADD_UP, nation=Nation.NORTHERN_IRELAND
    )
    said = sentences_of(policy)
    assert "Two halves on different days make a day." in said
    assert "Weekends and the bank holidays of Northern Ireland are no working days." in said
    assert "Two halves on different days make a day." not in sentences_of(boards.SUTTON)


def test_a_line_says_whom_and_what_it_is_about() -> None:
    line = Line(
        "a",
        Occasion.LEFT_EARLY,
        (Tier(Flat(5_50)),),
        groups=("GP", "School"),
        courses=Courses.PAID,
        kinds=("briefings", "workshops"),
        any_session=True,
    )
    said = "GP, School, leaving early, briefings and workshops, paid courses: £5.50"
    assert sentences_of_line(line) == (f"{said}, also for a part of the event.",)
    late = replace(line, occasion=Occasion.LATE_ARRIVAL, groups=(), any_session=False, kinds=())
    assert sentences_of_line(late) == ("Coming too late, paid courses: £5.50.",)


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (Waiver("a", "Bereavement"), "Bereavement may be excused"),
        (
            Waiver("a", "Sickness", same_day=True, emailed=True),
            "Sickness on the day may be excused if an e-mail comes",
        ),
        (
            Waiver("a", "Sickness", phoned_by=time(9, 30)),
            "Sickness may be excused if the manager telephones by 09:30",
        ),
    ],
)
def test_a_waiver_says_what_is_asked_for(waiver: Waiver, said: str) -> None:
    assert waiver.told == said


def test_sums_by_length_name_every_length() -> None:
    lengths = ByLength(1_00, (2_00, 3_00, 4_00, 5_00, 6_00, 7_00)).told
    assert lengths.endswith("£4 for three days, £5 for four days, £6 for five days, £7 for 6 days")
    assert EachSession(1_25).told == "£1.25 a session"


def test_every_consequence_of_leaving_early_has_its_words() -> None:
    lengths = {len(sentences_of(replace(boards.BRENT, left_early=what))) for what in Consequence}
    assert lengths == {5, 6}
