from dataclasses import replace
from datetime import date, time

from trainingdesk.domain.event_details import EventDetails, SessionDetails

FIRST, SECOND = SessionDetails(date(2026, 6, 10)), SessionDetails(date(2026, 6, 17))
SOUND = EventDetails(course_id=1, reference="FA-2601", places=20, sessions=(FIRST,))


def test_sound_details_have_no_problems() -> None:
    assert SOUND.problems() == {}


def test_an_empty_form_says_what_is_missing() -> None:
    assert set(EventDetails().problems()) == {"course_id", "reference", "places", "0.day"}


def test_an_event_has_a_day() -> None:
    assert set(replace(SOUND, sessions=()).problems()) == {"sessions"}


def test_no_room_holds_ten_thousand() -> None:
    assert set(replace(SOUND, places=10_000).problems()) == {"places"}


def test_a_day_stands_there_once() -> None:
    twice = replace(SOUND, sessions=(FIRST, FIRST))
    assert set(twice.problems()) == {"1.day"}


def test_a_day_ends_after_it_starts() -> None:
    backwards = replace(FIRST, starts=time(16), ends=time(9, 30))
    assert set(replace(SOUND, sessions=(backwards, SECOND)).problems()) == {"0.ends"}
    only_a_start = replace(FIRST, starts=time(16))
    assert replace(SOUND, sessions=(only_a_start,)).problems() == {}


def test_days_are_put_in_order() -> None:
    mixed = replace(SOUND, sessions=(SECOND, SessionDetails(), FIRST))
    assert mixed.in_order() == (FIRST, SECOND, SessionDetails())
