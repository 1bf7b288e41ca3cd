"""Two programs that save what cannot stand together: one is told so, and nothing is half kept."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, func, select

from tests.conftest import FirstAid, no_server
from tests.quick_databases import SharedDesk
from tests.services.at_once import Meeting, at_once
from trainingdesk.domain.refusals import SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, CourseStrand, Strand

pytestmark = no_server


@pytest.fixture
def address(shared_desk: SharedDesk) -> URL:
    """A shared desk: on one's own the whole desk is locked, and nobody saves at once."""
    return shared_desk.emptied()


@pytest.fixture
def two(desk: Desk) -> Iterator[list[Desk]]:
    other = Desk(desk.address, who="kim")
    yield [desk, other]
    other.close()


def test_of_two_who_add_the_same_one_is_told_to_look_again(two: list[Desk]) -> None:
    both = Meeting()

    def add(desk: Desk, name: str) -> str:
        try:
            with desk.changing("Add a strand") as db:
                db.add(Strand(name=name))
                db.flush()
                both.wait()
        except SavedMeanwhile as refusal:
            return str(refusal)
        return "added"

    said = sorted(at_once(add, two, ["Neglect", "Neglect"]))

    assert said[1] == "added"
    assert "both cannot stand" in said[0]
    with two[0].reading() as db:
        assert db.scalar(select(func.count()).select_from(Strand)) == 1


def test_what_points_at_a_row_that_has_just_gone_is_refused(
    two: list[Desk], first_aid: FirstAid
) -> None:
    mine, theirs = two
    with mine.changing("Add") as db:
        strand = Strand(name="Neglect")
        db.add(strand)
        db.flush()
        number = strand.id

    def link() -> None:
        with mine.changing("Link") as db:
            assert db.get(Strand, number) is not None
            with theirs.changing("Remove") as other:
                other.delete(other.get_one(Strand, number))
            db.add(CourseStrand(course_id=first_aid.course, strand_id=number))

    with pytest.raises(SavedMeanwhile):
        link()
    with mine.reading() as db:
        assert db.scalar(select(func.count()).select_from(CourseStrand)) == 0


def test_a_fault_of_our_own_is_not_blamed_on_others(two: list[Desk]) -> None:
    with pytest.raises(Exception, match="not-null") as fault, two[0].changing("Add") as db:
        db.add(Agency(name="Library", sought="library"))
    assert not isinstance(fault.value, SavedMeanwhile)
