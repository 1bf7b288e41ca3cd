"""The catalogue: what each course is, whom it is for, and how it usually fills."""

from dataclasses import dataclass

CHILDREN = "Children"
JOINT = "Joint adults and children"
BOTH = f"{CHILDREN}; {JOINT}"
EARLY = f"{CHILDREN}; Early help"
LEARNING = "Learning and improvement"

FAMILY = "Practitioners who work with children, young people and their families"
LEADS = "Designated leads, supervisors, named professionals and team managers"
ALL = "Everybody who may meet a child or a parent in the course of work or volunteering"


@dataclass(frozen=True, slots=True)
class Course:
    """A catalogue entry, with the shares of places and of bookings that it usually sees used."""

    code: str
    title: str
    level: str
    strands: str
    kind: str
    hours: float
    places: int
    minimum: int
    refresh: int | None
    audience: str
    take_up: float
    turn_up: float
    requires: str = ""


COURSES = (
    Course("INTRO", "Introduction to Safeguarding Children", "1", CHILDREN, "Course", 3, 20, 8, 36,
           ALL, 1.0, 0.88),
    Course("ESSEN", "Safeguarding Essentials Online", "1", CHILDREN, "E-learning", 2, 24, 5, 36,
           "New starters and volunteers in their first six weeks", 0.92, 0.78),
    Course("HELP", "Early Help Assessment", "1", EARLY, "Course", 3, 20, 8, 36,
           "Staff of schools, nurseries, health and family hubs who may open an assessment",
           0.78, 0.82),
    Course("RISK", "Identifying Risk to the Child", "2", CHILDREN, "Course", 6, 20, 8, 36,
           FAMILY, 0.98, 0.86),
    Course("NEGL", "Neglect: Seeing the Child", "2", CHILDREN, "Course", 6, 18, 8, 36,
           FAMILY, 0.94, 0.86),
    Course("EXPL", "Child Exploitation and Going Missing", "2", CHILDREN, "Course", 6, 20, 8, 24,
           "All who work with young people over ten", 0.93, 0.83),
    Course("GANG", "County Lines, Gangs and Youth Violence", "2", BOTH, "Course", 3, 20, 8, 24,
           "All who work with young people and young adults", 0.9, 0.81),
    Course("DA", "Domestic Abuse and Children", "2", JOINT, "Course", 6, 20, 8, 36,
           "Front-line staff of children's and adults' services", 0.95, 0.85),
    Course("THRESH", "Thresholds and Good Referrals", "2", EARLY, "Course", 3, 20, 8, 36,
           "Early help, school, nursery and health staff who refer to Children's Services",
           0.84, 0.83),
    Course("CMH", "Children's Mental Health: Noticing, Listening, Helping", "2", CHILDREN,
           "Course", 12, 16, 8, 36, "School, youth, health and early years staff", 1.0, 0.9),
    Course("CULT", "Culturally Sensitive Practice", "2", BOTH, "Course", 6, 16, 8, 36,
           FAMILY, 0.44, 0.68),
    Course("CHALL", "Working with Families Who Resist", "2", CHILDREN, "Course", 6, 18, 8, 36,
           "Practitioners who visit families at home", 0.89, 0.83),
    Course("HARM", "Harmful Practices: Forced Marriage, Honour-Based Abuse and Female Genital "
           "Mutilation", "2", JOINT, "Course", 6, 18, 8, 36,
           "Front-line staff of any agency, children's or adults'", 0.86, 0.83),
    Course("DAC", "Domestic Abuse Champions", "2", JOINT, "Course", 12, 16, 6, 24,
           "One or two people of each team", 0.85, 0.86, "DA"),
    Course("MI", "Motivational Interviewing with Parents", "2", JOINT, "Course", 12, 14, 6, None,
           "Practitioners who hold cases", 0.93, 0.88, "RISK"),
    Course("SUIC", "Talking about Suicide and Self-harm", "2", JOINT, "Course", 3, 18, 8, 36,
           "All who may be told, whatever their work", 1.0, 0.86),
    Course("PMH", "Parental Mental Health and the Child", "2", JOINT, "Course", 6, 20, 8, 36,
           "Staff of children's services and of adult mental health", 0.8, 0.82),
    Course("OH", "Online Harm: What Children Meet and How to Help", "2", CHILDREN, "Course", 3,
           18, 8, 24, "School, college, police, youth and social care staff", 1.0, 0.96),
    Course("SUP3", "Safeguarding Supervision", "3", CHILDREN, "Course", 6, 14, 6, 24,
           LEADS, 0.9, 0.9, "RISK"),
    Course("CPC3", "Child Protection Conferences and Core Groups", "3", CHILDREN, "Course", 6, 16,
           6, 36, "Social workers, chairs and the professionals who come to conference",
           0.88, 0.84, "RISK; THRESH"),
    Course("LADO3", "Managing Allegations against Staff and Volunteers", "3", CHILDREN, "Course",
           3, 18, 8, 36, "Head teachers, managers, human resources staff and trustees",
           0.83, 0.84),
    Course("FII3", "Perplexing Presentations and Fabricated Illness", "3", CHILDREN, "Workshop",
           3, 18, 6, 24, "Named and designated professionals, GPs, school leads, social workers",
           0.83, 0.87, "RISK"),
    Course("REVIEW", "Learning from Reviews and Audits", "2", LEARNING, "Learning event", 2, 30,
           12, None, "Everybody who works with children in Westmere", 0.8, 0.78),
    Course("PF", "Private Fostering in an Hour", "1", LEARNING, "Briefing", 1, 30, 10, None,
           "School admissions, health, housing and family hub staff", 0.7, 0.8),
    Course("XB", "Cross-borough Briefing: Safeguarding beyond the Home", "1", LEARNING, "Briefing",
           1.5, 24, 10, None, "Practitioners of the four boroughs along the Tern", 0.88, 0.78),
    Course("ANNUAL", "The Westmere Safeguarding Conference", "2", LEARNING, "Conference", 6, 70,
           30, None, "Leaders and practitioners of every partner", 0.93, 0.83),
    Course("SUMMER", "Safer Summer Briefing", "1", LEARNING, "Briefing", 1, 0, 0, None,
           "Anybody who sees children over the holidays; no booking needed", 0.0, 0.0),
)  # fmt: skip

BY_CODE = {course.code: course for course in COURSES}
