"""What else is told of events: other trainers, partner boards and the board's own fields."""

from datetime import date

from tests.conftest import FirstAid, a_course, an_event
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_more import NOTHING_MORE, more_of
from trainingdesk.services.event_pages import head_of
from trainingdesk.services.own_fields import add_field
from trainingdesk.services.partners import set_partners
from trainingdesk.storage.models import SessionTrainer, Trainer

DAYS = date(2026, 6, 13), date(2026, 6, 20)


def test_an_event_of_which_nothing_more_is_known_tells_nothing(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.reading() as db:
        assert more_of(db, [first_aid.event]) == {first_aid.event: NOTHING_MORE}


def test_other_trainers_partner_boards_and_own_fields_are_told_of_each_event(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        meals = add_field(db, FieldDetails("Meals", FieldOf.EVENT, FieldKind.NUMBER))
        event = an_event(db, a_course(db, "Neglect", "NEGL"), *DAYS)
        event.own_values = {str(meals): "40"}
        people = [Trainer(name=name) for name in ("Zoe", "ada", "Ben")]
        db.add_all(people)
        db.flush()
        zoe, ada, ben = (person.id for person in people)
        for session in event.sessions:  # two days: nobody is told twice
            for person in (zoe, ada):
                parts = {"trainer_id": person, "part": TrainerPart.RESERVE}
                db.add(SessionTrainer(session_id=session.id, **parts))
        first = event.sessions[0].id
        db.add(SessionTrainer(session_id=first, trainer_id=ben, part=TrainerPart.BESIDE))
        set_partners(db, event.id, ["Oxmoor", "alderford"])
        number = event.id
    with desk.reading() as db:
        more = more_of(db, [first_aid.event, number])
        assert more[first_aid.event] == NOTHING_MORE
        told = more[number]
        head = head_of(db, number, today=DAYS[0])
    assert told.beside == ("Ben",)
    assert told.reserve == ("ada", "Zoe")
    assert told.partners == ("alderford", "Oxmoor")
    assert told.own == (("Meals", "40"),)
    assert told.filed == (("Meals", 40),)
    assert head is not None
    assert head.more == told
