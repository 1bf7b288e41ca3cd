"""The forms a board may begin with, for each stage, and the questions they ask.

They measure what published evaluations of safeguarding training measure: confidence, knowledge
and skills at every stage, satisfaction and the trainer at the end, what somebody means to do, and
later what came of it by kind of impact, with an example.
"""

from typing import Final

from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails

OF_DELEGATES = (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
IMPACT = ("Joint working", "Information sharing", "Specific action taken", "Increased awareness")
"""The kinds of impact by which boards report what training changed."""

NOTHING_YET: Final = "Nothing yet"


def _from_0_to_10(code: str, words: str, measure: str) -> QuestionDetails:
    return QuestionDetails(
        code=code,
        words=words,
        lowest=0,
        highest=10,
        lowest_end="Not at all",
        highest_end="Completely",
        measure=measure,
        stages=OF_DELEGATES,
    )


def _from_1_to_5(code: str, words: str, measure: str, *ends: str) -> QuestionDetails:
    lowest_end, highest_end = ends
    return QuestionDetails(
        code=code,
        words=words,
        lowest=1,
        highest=5,
        lowest_end=lowest_end,
        highest_end=highest_end,
        measure=measure,
        stages=(Stage.END,),
    )


def _of(
    code: str,
    words: str,
    answer: AnswerKind,
    measure: str,
    *stages: Stage,
    choices: tuple[str, ...] = (),
) -> QuestionDetails:
    return QuestionDetails(
        code=code, words=words, answer=answer, measure=measure, stages=stages, choices=choices
    )


QUESTIONS = (
    _from_0_to_10(
        "CONF",
        "How confident are you in recognising and acting on the concerns this course is about?",
        "Confidence",
    ),
    _from_0_to_10("KNOW", "How well do you know this subject?", "Knowledge"),
    _from_0_to_10("SKILL", "How able are you to put it into practice?", "Skills"),
    _of("HOPE", "What do you most want to take away?", AnswerKind.TEXT, "Intention", Stage.BEFORE),
    _from_1_to_5(
        "SAT",
        "All in all, how satisfied are you with this training?",
        "Satisfaction",
        "Very dissatisfied",
        "Very satisfied",
    ),
    _from_1_to_5(
        "SPEAKER", "How clear and helpful was this trainer?", "Trainer", "Not at all", "Very"
    ),
    _of(
        "INTEND",
        "What will you do differently because of it?",
        AnswerKind.TEXT,
        "Intention",
        Stage.END,
    ),
    _of(
        "ADVISE",
        "Would you recommend this training to a colleague?",
        AnswerKind.YES_NO_UNSURE,
        "Satisfaction",
        Stage.END,
    ),
    _of("IMPROVE", "What should we do better?", AnswerKind.TEXT, "", Stage.END),
    _of(
        "USED",
        "In your work with how many children or families have you used it since?",
        AnswerKind.NUMBER,
        "Impact",
        Stage.FOLLOW_UP,
    ),
    _of(
        "IMPACT",
        "What has it led to?",
        AnswerKind.SEVERAL,
        "Impact",
        Stage.FOLLOW_UP,
        choices=(*IMPACT, NOTHING_YET),
    ),
    _of(
        "EXAMPLE",
        "Please give an example of the difference it made. Leave out names.",
        AnswerKind.TEXT,
        "Impact",
        Stage.FOLLOW_UP,
        Stage.MANAGER,
    ),
    _of(
        "SEEN",
        "Have you seen a change in this colleague’s practice?",
        AnswerKind.YES_NO,
        "Impact",
        Stage.MANAGER,
    ),
    _of(
        "WHERE",
        "Where have you seen it?",
        AnswerKind.SEVERAL,
        "Impact",
        Stage.MANAGER,
        choices=(*IMPACT, NOTHING_YET),
    ),
    _of(
        "TALKED",
        "Have you talked in supervision about what the training taught?",
        AnswerKind.YES_NO,
        "",
        Stage.MANAGER,
    ),
)

FORMS = (
    QuestionnaireDetails(
        Stage.BEFORE,
        title="Before the training",
        opening="These few answers show afterwards what the training changed. Please be frank.",
        asks=(Put("CONF"), Put("KNOW"), Put("SKILL"), Put("HOPE")),
    ),
    QuestionnaireDetails(
        Stage.END,
        title="At the end of the training",
        opening="Thank you for coming. Please tell us how it was, and where you stand now.",
        asks=(
            Put("SAT"),
            Put("CONF"),
            Put("KNOW"),
            Put("SKILL"),
            Put("SPEAKER", AskedPer.SPEAKER),
            Put("INTEND"),
            Put("ADVISE"),
            Put("IMPROVE"),
        ),
    ),
    QuestionnaireDetails(
        Stage.FOLLOW_UP,
        title="The training in your practice",
        opening=(
            "You came to this training some time ago. What has it changed in your work with "
            "children and families? “Nothing yet” helps us as much as any other answer."
        ),
        asks=(Put("CONF"), Put("KNOW"), Put("SKILL"), Put("USED"), Put("IMPACT"), Put("EXAMPLE")),
    ),
    QuestionnaireDetails(
        Stage.MANAGER,
        title="The manager’s view",
        opening=(
            "A member of your staff came to this training some time ago. Please say what you "
            "have seen of it since."
        ),
        asks=(Put("SEEN"), Put("WHERE"), Put("TALKED"), Put("EXAMPLE")),
    ),
)
