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


def test_people_who_are_only_counted_need_no_places() -> None:
    assert replace(SOUND, headcount_only=True, places=None).problems() == {}
    many = replace(SOUND, headcount_only=True, headcount=100_000)
    assert set(many.problems()) == {"headcount"}


def test_a_year_that_the_desk_does_not_keep_is_refused() -> None:
    far = replace(SOUND, sessions=(SessionDetails(date(2300, 6, 10)),))
    assert far.problems() == {
        "0.day": "The desk keeps the years 1950 to 2199. Enter a day of these."
    }


def test_nobody_trains_twice_on_a_day() -> None:
    twice = replace(FIRST, trainer="Ruth", beside=("ruth ",))
    assert set(replace(SOUND, sessions=(twice,)).problems()) == {"0.beside"}
    reserve = replace(FIRST, trainer="Ruth", reserve=("Sam", "Ruth"))
    assert set(replace(SOUND, sessions=(reserve,)).problems()) == {"0.reserve"}
    assert replace(FIRST, trainer="Ruth", beside=("Sam",)).trainers == ("Ruth", "Sam")


def test_a_link_is_a_whole_one() -> None:
    for link in ("teams", "https://example.org/a b"):
        day = replace(FIRST, online=link)
        assert set(replace(SOUND, sessions=(day,)).problems()) == {"0.online"}
    day = replace(FIRST, online="HTTPS://example.org/room")
    assert replace(SOUND, sessions=(day,)).problems() == {}
