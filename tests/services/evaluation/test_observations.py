"""Observations of our sessions and partners': kept, sent, and followed by actions of the plan."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from tests.conftest import AFTER, STARTS, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.refusals import CannotSave, Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.actions import (
    actions_listed,
    actions_of_observation,
    add_action,
    add_action_of_observation,
    finish_actions,
    remove_actions,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.observation_letters import (
    addressee_of,
    letter_document,
    save_letter,
)
from trainingdesk.services.evaluation.observations import (
    add_observation,
    change_observation,
    note_sent,
    observation_details,
    observations_listed,
    observed_words,
    remove_observations,
    sent_of,
    take_back_sent,
)
from trainingdesk.storage.models import EventSession, ObservationAction, Trainer

YEAR = TrainingYear.of(STARTS)


def of_event(first_aid: FirstAid) -> ObservationDetails:
    return ObservationDetails(
        event_id=first_aid.event,
        observed_on=STARTS,
        observer="  Sam   Reed ",
        provider="Ruth Halloran",
        agency_id=first_aid.agency,
        ratings=(("Purpose", 4), ("Practice", 2)),
        strengths="Clear.\nKind.",
        findings="<b>Too</b> fast & long.",
    )


PARTNERS = ObservationDetails(
    title="A partner's day", observed_on=date(2026, 6, 1), observer="Kim", commissioner="North Vale"
)


@pytest.fixture
@set_up_once
def observed(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Add observation") as db:
        add_observation(db, PARTNERS, today=AFTER)
        return add_observation(db, of_event(first_aid), today=AFTER)


def act(desk: Desk, observed: int, words: str, due: date | None = None) -> int:
    with desk.changing("Add action") as db:
        details = ActionDetails(words, owner="Ruth Halloran", due=due)
        return add_action_of_observation(db, details, observation_id=observed)


def test_observations_of_a_year_are_listed_the_newest_first(desk: Desk, observed: int) -> None:
    act(desk, observed, "Slow down", date(2026, 6, 11))
    act(desk, observed, "Shorten it", AFTER)
    done = act(desk, observed, "Thank them")
    with desk.changing("Done") as db:
        finish_actions(db, [done], on=AFTER)
    with desk.reading() as db:
        ours, theirs = observations_listed(db, today=AFTER, year=YEAR)
        assert not observations_listed(db, today=AFTER, year=TrainingYear(2024))
        assert observations_listed(db, today=AFTER, words="library first") == [ours]
        assert observations_listed(db, today=AFTER, event_id=ours.id + 100) == []
    assert (ours.title, ours.reference, ours.observer, ours.agency) == (
        "First Aid",
        "FA-260610",
        "Sam Reed",
        "Library",
    )
    assert (ours.mean, ours.rated, ours.to_do, ours.overdue, ours.sent) == (3, 2, 2, 1, ())
    assert (theirs.title, theirs.reference, theirs.agency, theirs.mean) == (
        "A partner's day",
        "",
        "",
        None,
    )


def test_an_observation_is_kept_as_it_was_said_and_changed(
    desk: Desk, first_aid: FirstAid, observed: int
) -> None:
    with desk.reading() as db:
        opened = observation_details(db, observed)
        words = observed_words(db)
    assert opened == replace(of_event(first_aid), observer="Sam Reed")
    assert opened.name == "First Aid"
    assert words == {
        "observer": ["Kim", "Sam Reed"],
        "provider": ["Ruth Halloran"],
        "commissioner": ["North Vale"],
    }
    changed = replace(opened, findings="Less")
    with desk.changing("Change") as db:
        change_observation(db, observed, changed, today=AFTER, opened=opened)
    with desk.reading() as db:
        assert observation_details(db, observed) == changed
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        change_observation(db, observed, opened, today=AFTER, opened=opened)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"event_id": 999}, "event_id"),
        ({"agency_id": 999}, "agency_id"),
        ({"observer": ""}, "observer"),
    ],
)
def test_what_cannot_be_so_is_refused(
    desk: Desk, first_aid: FirstAid, change: dict[str, object], field: str
) -> None:
    details = replace(of_event(first_aid), **change)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as invalid, desk.changing("Add") as db:
        add_observation(db, details, today=AFTER)
    assert list(invalid.value.problems) == [field]


def test_it_is_noted_to_whom_it_was_sent_and_taken_back(desk: Desk, observed: int) -> None:
    for to in (ObservationTo.AGENCY, ObservationTo.PROVIDER):
        with desk.changing("Note as sent") as db:
            note_sent(db, observed, to=to, who=" Ruth  Halloran ", on=AFTER, today=AFTER)
    with desk.reading() as db:
        first, second = sent_of(db, observed)
        (ours,) = observations_listed(db, today=AFTER, words="ruth")
    assert (first.to, first.who, first.sent_on) == (ObservationTo.AGENCY, "Ruth Halloran", AFTER)
    assert ours.sent == (ObservationTo.PROVIDER, ObservationTo.AGENCY)
    with desk.changing("Not sent") as db:
        take_back_sent(db, [second.id])
    with desk.reading() as db:
        assert sent_of(db, observed) == [first]
    with pytest.raises(Unknown, match="no longer there"), desk.changing("Again") as db:
        take_back_sent(db, [second.id])


@pytest.mark.parametrize(
    ("who", "on", "problem"),
    [
        ("", AFTER, {"who": "Say to whom it was sent."}),
        ("Ruth", date(2026, 6, 13), {"sent_on": "13 June 2026 is still to come."}),
        ("Ruth", date(2026, 6, 9), {"sent_on": "That is before the session was observed."}),
    ],
)
def test_nothing_is_sent_to_nobody_or_at_another_time(
    desk: Desk, observed: int, who: str, on: date, problem: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as invalid, desk.changing("Note as sent") as db:
        note_sent(db, observed, to=ObservationTo.PROVIDER, who=who, on=on, today=AFTER)
    assert invalid.value.problems == problem


def test_actions_stand_in_the_plan_and_name_what_they_come_of(desk: Desk, observed: int) -> None:
    number = act(desk, observed, "Slow down", date(2026, 6, 11))
    with desk.changing("Another") as db:
        add_action(db, ActionDetails("Something else"))
    with desk.reading() as db:
        (ours,) = actions_of_observation(db, observed, today=AFTER)
        (found,) = actions_listed(db, today=AFTER, words="observation first")
        first, _ = actions_listed(db, today=AFTER, sort="recommendation")
    assert found == ours == first
    assert (ours.id, ours.overdue) == (number, True)
    assert ours.source == "Observation of First Aid, 10 June 2026"
    with desk.changing("Remove") as db:
        remove_actions(db, [number])
    with desk.reading() as db:
        assert not db.scalars(select(ObservationAction)).all()
    desk.undo()
    with desk.reading() as db:
        assert actions_of_observation(db, observed, today=AFTER) == [ours]
    with pytest.raises(Unknown), desk.changing("Add action") as db:
        add_action_of_observation(db, ActionDetails("x"), observation_id=999)


def test_an_observation_goes_with_its_notes_and_its_actions_stay(desk: Desk, observed: int) -> None:
    act(desk, observed, "Slow down")
    with desk.changing("Note as sent") as db:
        note_sent(db, observed, to=ObservationTo.AGENCY, who="Ada", on=AFTER, today=AFTER)
    with desk.changing("Remove") as db:
        remove_observations(db, [observed])
    with desk.reading() as db:
        assert len(observations_listed(db, today=AFTER)) == 1
        (left,) = actions_listed(db, today=AFTER)
    assert left.source == ""
    desk.undo()
    with desk.reading() as db:
        assert len(sent_of(db, observed)) == 1


def test_it_says_itself_to_whom_it_goes(desk: Desk, observed: int) -> None:
    with desk.reading() as db:
        (theirs,) = observations_listed(db, today=AFTER, words="partner")
        to = ObservationTo
        assert addressee_of(db, observed, to.PROVIDER) == "Ruth Halloran"
        assert addressee_of(db, observed, to.AGENCY) == "Library"
        assert addressee_of(db, theirs.id, to.COMMISSIONER) == "North Vale"
        assert addressee_of(db, theirs.id, to.AGENCY) == ""


def text_of(document: bytes) -> str:
    pages = pypdfium2.PdfDocument(document)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_the_letter_tells_what_was_seen_and_is_to_be_done(
    desk: Desk, observed: int, tmp_path: Path
) -> None:
    act(desk, observed, "Slow down", date(2026, 7, 1))
    done = act(desk, observed, "Thank them")
    with desk.changing("Done") as db:
        finish_actions(db, [done], on=AFTER)
        session = db.scalars(select(EventSession)).first()
        assert session is not None
        session.trainer = Trainer(name="Devika Marsh")
    path = tmp_path / "letter.pdf"
    with desk.reading() as db:
        save_letter(db, observed, path, who="Ruth Halloran\nFenner Centre", today=AFTER)
        (theirs,) = observations_listed(db, today=AFTER, words="partner")
        other = text_of(letter_document(db, theirs.id, who="", today=AFTER))
        with pytest.raises(CannotSave, match=r"saved as \.pdf"):
            save_letter(db, observed, tmp_path / "letter.doc", who="", today=AFTER)
    text = text_of(path.read_bytes())
    for said in (
        *("Ruth Halloran", "Fenner Centre", "First Aid (FA-260610)", "10 June 2026"),
        *("Devika Marsh", "Sam Reed", "4 Very good", "2 To improve", "Clear.", "Kind."),
        *("<b>Too</b> fast & long.", "Slow down", "1 July 2026", "Done on 12 June 2026"),
    ):
        assert said in text
    assert "No action was agreed." in other
    assert "Nothing was written down here." in other
