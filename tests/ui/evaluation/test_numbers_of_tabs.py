"""The numbers beside the tabs hold while another tab shows."""

from tests.ui.analysis.sample import YEAR
from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.comments import CommentsAsked, comments_in_all, comments_page
from trainingdesk.services.evaluation.calls import Turn, note_call
from trainingdesk.services.evaluation.letting_go import let_go
from trainingdesk.storage.models import Answer
from ui.evaluation.place import EvaluationPlace
from ui.evaluation.ring_tab import RingTab
from ui.parts.way import Way, Where


def number(place: EvaluationPlace, tab: str) -> str:
    """What stands beside the name of a tab."""
    return place.year_page.tabs._tabs[tab].count


def look_at(way: Way, tab: str, year: str = YEAR) -> None:
    way.go(Where("Evaluation", tab=tab, year=year))


def test_after_an_act_on_another_tab_the_number_is_what_it_is_now(
    place: EvaluationPlace, way: Way
) -> None:
    asked = CommentsAsked(TrainingYear.named(YEAR))
    look_at(way, "Comments")
    was = int(number(place, "Comments"))
    assert was > 0
    look_at(way, "Results")
    with place.desk.changing("Let a comment go") as db:
        (first,) = comments_page(db, asked, offset=0, limit=1)
        let_go(db, [db.get_one(Answer, first.id)])
    assert int(number(place, "Comments")) == was - 1


def test_who_is_still_to_be_rung_is_counted_after_an_act_on_another_tab(
    place: EvaluationPlace, way: Way
) -> None:
    look_at(way, "To ring")
    tab = place.year_page.work["To ring"]
    assert isinstance(tab, RingTab)
    was = int(number(place, "To ring").replace(",", ""))
    row = next(row for row in tab.rows if row.turn is Turn.DUE)
    look_at(way, "Results")
    with place.desk.changing("Note a call") as db:
        note = CallNote(CallOutcome.NO_ANSWER)
        note_call(db, row.id, row.stage, note, by=place.desk.stamp())
    assert int(number(place, "To ring").replace(",", "")) == was - 1
    look_at(way, "To ring")
    assert int(number(place, "To ring").replace(",", "")) == was - 1


def test_another_year_has_its_own_numbers_on_tabs_that_are_not_looked_at(
    place: EvaluationPlace, way: Way
) -> None:
    for tab in ("Comments", "Surveys", "Indicators"):
        look_at(way, tab)
        assert number(place, tab)
    indicators = int(number(place, "Indicators"))
    before = TrainingYear.named(YEAR).before
    look_at(way, "Results", before.name)
    with place.desk.reading() as db:
        there = comments_in_all(db, CommentsAsked(before))
    assert number(place, "Comments") == (f"{there:,}" if there else "")
    assert int(number(place, "Indicators")) == indicators  # they stand in every year
    look_at(way, "Comments", before.name)
    assert number(place, "Comments") == (f"{there:,}" if there else "")
