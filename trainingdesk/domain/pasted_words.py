"""The words that tell what a pasted line or cell is: headings, greetings, jobs, kinds of agency."""

import re


def words_of(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


HEADINGS = {
    "name": "name",
    "names": "name",
    "full name": "name",
    "fullname": "name",
    "delegate": "name",
    "delegates": "name",
    "delegate name": "name",
    "name of delegate": "name",
    "participant": "name",
    "participants": "name",
    "participant name": "name",
    "attendee": "name",
    "attendees": "name",
    "attendee name": "name",
    "staff name": "name",
    "staff member": "name",
    "first": "first",
    "first name": "first",
    "first names": "first",
    "firstname": "first",
    "forename": "first",
    "forenames": "first",
    "given name": "first",
    "christian name": "first",
    "last": "last",
    "last name": "last",
    "lastname": "last",
    "surname": "last",
    "family name": "last",
    "e-mail": "email",
    "email": "email",
    "e-mails": "email",
    "emails": "email",
    "mail": "email",
    "e-mail address": "email",
    "email address": "email",
    "email add": "email",
    "contact email": "email",
    "contact e-mail": "email",
    "work email": "email",
    "work e-mail": "email",
    "agency": "agency",
    "agencies": "agency",
    "agency name": "agency",
    "org": "agency",
    "organisation": "agency",
    "organisation name": "agency",
    "organization": "agency",
    "employer": "agency",
    "company": "agency",
    "school": "agency",
    "setting": "agency",
    "workplace": "agency",
    "place of work": "agency",
    "job": "job",
    "job title": "job",
    "jobtitle": "job",
    "job role": "job",
    "role": "job",
    "position": "job",
    "post": "job",
    "occupation": "job",
    "profession": "job",
    "manager": "other",
    "line manager": "other",
    "manager email": "other",
    "manager e-mail": "other",
    "manager's email": "other",
    "manager's e-mail": "other",
    "line manager email": "other",
    "line manager's email": "other",
    "title": "other",
    "telephone": "other",
    "phone": "other",
    "mobile": "other",
    "tel": "other",
    "no": "other",
    "no.": "other",
    "number": "other",
    "#": "other",
    "date": "other",
    "notes": "other",
    "comments": "other",
    "team": "shown",
    "department": "shown",
    "dietary requirements": "other",
    "access needs": "other",
}
"""What a column is called, and what it holds; of some only their cells show it."""

JOBS = words_of(
    "officer manager nurse teacher worker head headteacher deputy assistant lead coordinator "
    "co-ordinator visitor practitioner gp midwife sergeant constable administrator director "
    "adviser advisor analyst clerk governor senco dsl consultant therapist psychologist inspector "
    "trainer supervisor paramedic counsellor tutor lecturer librarian solicitor chief senior "
    "principal leader carer childminder chaperone secretary receptionist trainee apprentice "
    "volunteer caretaker cook driver doctor paediatrician physiotherapist"
)
AGENCIES = words_of(
    "school academy council trust nhs college nursery police hospital service services centre "
    "association charity primary secondary infant junior infants juniors university ltd limited "
    "cic probation department borough library foundation society federation club surgery clinic "
    "partnership constabulary hospice camhs preschool pre-school playgroup housing children's "
    "childcare healthcare"
)
NOTHING = words_of("- -- – — n/a na none nil tbc tba yes no y n x ? . / ✓ ✔ true false")
"""Cells that say nothing of a person."""


def role_of(heading: str) -> str:
    """What a folded heading says its column holds: Agency/School says one thing in two words."""
    word = heading.strip(' "').rstrip(":*").strip()
    roles = {HEADINGS.get(part.strip(), "") for part in word.split("/")}
    return HEADINGS.get(word, "") or (roles.pop() if len(roles) == 1 else "")


OPENING = re.compile(
    r"(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|fao|please)\b|"
    r"(?:from|sent|subject|date|re|fwd?):",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"(?:(?:kind|best|warm|many)?\s*regards|(?:many |with )?thanks(?: again| you)?|thank you|"
    r"best wishes|all the best|yours(?: sincerely| faithfully| truly)?|cheers|sent from my .*|"
    r"-- ?|_{3,}|-{3,})[\s,.!]*",
    re.IGNORECASE,
)
REACHED = re.compile(r"\b(?:tel|telephone|phone|mobile|mob|fax|www|https?)\b[.:/ ]", re.IGNORECASE)
PROSE_WORDS = 7
SENTENCE_WORDS = 4


def is_opening(text: str) -> bool:
    """Whether a line greets somebody, or stands over a letter."""
    return bool(OPENING.match(text))


def is_aside(text: str) -> bool:
    """Whether a line is said to somebody, and names nobody to be booked: a greeting, a sentence."""
    words = len(text.split())
    if is_opening(text) or REACHED.search(text) or not any(map(str.isalpha, text)):
        return True
    ends = text[-1] in ".!" and words >= SENTENCE_WORDS
    return text[-1] in ":?" or ends or words >= PROSE_WORDS


def is_closing(text: str) -> bool:
    """Whether a line ends a letter, so that what follows is a signature."""
    return bool(CLOSING.fullmatch(text))
