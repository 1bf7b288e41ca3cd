from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.likeness import (
    Likeness,
    Someone,
    keys_of,
    likeness,
    mark_of,
    slips_between,
    someone,
    within_slips,
)

LIBRARY, SCHOOL = 1, 2


def known(name: str, email: str = "", agency_id: int | None = None) -> Someone:
    first, _, last = name.partition(" ")
    return someone(
        first_name=first.replace("_", " "),
        last_name=last.replace("_", " "),
        email=email,
        agency_id=agency_id,
    )


@pytest.mark.parametrize(
    ("one", "other", "points", "reason"),
    [
        ("Ada King", "ADA king", 70, "same name"),
        ("Łukasz Żak", "Lukasz Zak", 70, "same name"),
        ("Sean O'Brien", "Seán OBrien", 70, "same name"),
        ("Ann-Marie Cole", "Ann_Marie Cole", 70, "same name"),
        ("King Ada", "Ada King", 65, "same names in another order"),
        ("Bill King", "William King", 60, "short form of the same first name"),
        ("A. King", "Ada King", 60, "same last name and initial"),
        ("Ada Okafor", "Ada Okafor-Lawal", 60, "part of the same last name"),
        ("Mary_Ann King", "Mary King", 60, "part of the same first name"),
        ("Caroline King", "Carolnie King", 60, "first names spelt alike"),
        ("Ada Thompson", "Ada Thomson", 60, "last names spelt alike"),
    ],
)
def test_names_that_are_alike_count_at_one_agency(
    one: str, other: str, points: int, reason: str
) -> None:
    expected = Likeness(points, (reason, "same agency"))
    assert likeness(known(one, agency_id=LIBRARY), known(other, agency_id=LIBRARY)) == expected
    assert likeness(known(other, agency_id=LIBRARY), known(one, agency_id=LIBRARY)) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada King", "Grace Hopper"),
        ("Ada King", "Ada Hopper"),
        ("Ada King", "Grace King"),
        ("Ron King", "Jon King"),
        ("John_Paul King", "John_Peter King"),
        ("Catherine King", "Christina King"),
        ("Ada ", "Ada "),
    ],
)
def test_a_mailbox_and_an_agency_without_a_name_are_not_enough(one: str, other: str) -> None:
    shared = "office@school.example.org"
    assert likeness(known(one, shared, LIBRARY), known(other, shared, LIBRARY)) is None


def test_the_same_name_at_another_agency_is_enough_unless_their_addresses_differ() -> None:
    here, there = known("Ada King", "a@x.org", LIBRARY), known("Ada King", "a@y.org", SCHOOL)
    assert likeness(here, there) is None
    assert likeness(here, known("Ada King", "", SCHOOL)) == Likeness(60, ("same name",))
    both = likeness(here, known("Ada King", "A@x.org", SCHOOL))
    assert both == Likeness(90, ("same name", "same e-mail"))
    assert str(both) == "same name, same e-mail"
    assert likeness(here, known("Ada King", "a@y.org", LIBRARY)) is not None


def test_names_that_are_only_alike_need_a_mailbox_or_an_agency() -> None:
    assert likeness(known("Bill King"), known("William King")) is None
    assert likeness(known("King Ada"), known("Ada King")) is None
    assert likeness(known("Bill King", "b@x.org"), known("Will King", "b@x.org")) is not None


def test_the_mark_differs_once_either_has_changed() -> None:
    one, other = known("Ada King", "a@x.org", LIBRARY), known("Ada King", "", SCHOOL)
    mark = mark_of(one, other)
    assert mark == mark_of(known("ADA KING", "A@x.org", LIBRARY), other)
    changes = [
        (known("Ada Kings", "a@x.org", LIBRARY), other),
        (known("Ida King", "a@x.org", LIBRARY), other),
        (known("Ada King", "b@x.org", LIBRARY), other),
        (known("Ada King", "a@x.org", SCHOOL), other),
        (one, known("Ada King", "", None)),
    ]
    assert mark not in {mark_of(*pair) for pair in changes}


@cache
def fewest_slips(one: str, other: str) -> int:
    """Tried letter by letter from the end, as slowly as it is plain."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        fewest_slips(one[:-1], other) + 1,
        fewest_slips(one, other[:-1]) + 1,
        fewest_slips(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 < len(other) and one[-2:] == other[-1] + other[-2]:
        ways.append(fewest_slips(one[:-2], other[:-2]) + 1)
    return min(ways)


words = st.text(alphabet="abc", max_size=7)


@given(words, words)
def test_slips_are_counted_as_when_every_way_is_tried(one: str, other: str) -> None:
    assert slips_between(one, other) == fewest_slips(one, other)


names = st.text(alphabet="abcd", min_size=3, max_size=10)


@given(names, names)
def test_words_soon_told_apart_are_more_than_slips_apart(one: str, other: str) -> None:
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < 4 else 1 if shorter < 8 else 2
    expected = shorter >= 4 and fewest_slips(one, other) <= allowed
    assert within_slips(one, other) == expected


first_names = st.sampled_from(["Bill", "William", "Ada", "Ada Mary", "A", "Caroline", "Carolnie"])
last_names = st.sampled_from(["King", "Kings", "King-Cole", "Ada", "Thompson", "Thomson"])
people = st.builds(
    someone,
    first_name=first_names,
    last_name=last_names,
    email=st.sampled_from(["", "a@x.org", "b@x.org"]),
    agency_id=st.sampled_from([None, LIBRARY, SCHOOL]),
)


@given(people, people)
def test_whoever_is_alike_is_looked_for_together(one: Someone, other: Someone) -> None:
    if likeness(one, other):
        assert set(keys_of(one)) & set(keys_of(other))


def test_nobody_without_a_name_is_looked_for() -> None:
    assert list(keys_of(known("Ada "))) == []
