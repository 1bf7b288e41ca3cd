"""The results of a trainer leave out what was said of others who spoke on the same events."""

from dataclasses import replace

from tests.conftest import AFTER, BY_AFTER
from tests.services.evaluation.asked_first_aid import SATISFIED, Asked, a_questionnaire
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from trainingdesk.services.evaluation.scoped_results import results_of
from trainingdesk.services.evaluation.taking import take
from trainingdesk.storage.models import EventSession, SessionTrainer, Trainer

OF_EACH = replace(SATISFIED, per=AskedPer.SPEAKER)


def asked_of_both(asked: Asked) -> dict[str, int]:
    """Have Ada rate two who speak on First Aid; gives them by name."""
    asked.close_register()
    with asked.desk.changing("Set up") as db:
        mary, piet = Trainer(name="Mary Seacole"), Trainer(name="Piet 李")
        db.add_all([mary, piet])
        db.flush()
        session = db.get_one(EventSession, asked.first_aid.session)
        session.trainer_id = mary.id
        beside = TrainerPart.BESIDE
        db.add(SessionTrainer(session_id=session.id, trainer_id=piet.id, part=beside))
        form = a_questionnaire(db, Stage.FOLLOW_UP, OF_EACH)
        trainers = {mary.name: mary.id, piet.name: piet.id}
    returned = asked.returned({}, stage=Stage.FOLLOW_UP, questionnaire_id=form)
    said = {Asking("SAT", "Mary Seacole"): 5, Asking("SAT", "Piet 李"): 2}
    with asked.desk.changing("Enter a form") as db:
        take(db, replace(returned, answers=said), by=BY_AFTER)
    return trainers


def shown(asked: Asked, scope: Scope) -> dict[str, float | None]:
    """Of whom the spread speaks, and the mean."""
    with asked.desk.reading() as db:
        found = results_of(db, scope, today=AFTER).spread
    return {each.about: each.mean for each in found}


def test_a_trainers_results_say_nothing_of_who_spoke_beside(asked: Asked) -> None:
    trainers, year = asked_of_both(asked), TrainingYear.of(AFTER)
    for name, mean in (("Mary Seacole", 5.0), ("Piet 李", 2.0)):
        assert shown(asked, Scope(year, ScopeKind.TRAINER, trainers[name])) == {name: mean}
    assert shown(asked, Scope(year)) == {"Mary Seacole": 5.0, "Piet 李": 2.0}


def test_a_trainer_who_was_renamed_keeps_what_was_said(asked: Asked) -> None:
    mary = asked_of_both(asked)["Mary Seacole"]
    with asked.desk.changing("Rename") as db:
        db.get_one(Trainer, mary).name = "Mary Grant"
    scope = Scope(TrainingYear.of(AFTER), ScopeKind.TRAINER, mary)
    assert shown(asked, scope) == {"Mary Seacole": 5.0}
