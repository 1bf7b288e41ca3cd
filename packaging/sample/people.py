"""The delegates: who they are, where they work, from which training year and until which."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from agencies import AGENCIES, FOUNDATION, RENAMED_IN, TRUST, Agency
from chance import picked, rolled
from names import GROUPS, JOBS, NAMED, NEEDS

YEARS = (2024, 2025, 2026)
STAYS = ((2024, 2026), (2024, 2024), (2025, 2026), (2026, 2026))
STAY_WEIGHTS = (80, 8, 6, 6)
KEENNESS = (2, 3, 3, 5)
PEOPLE_PER_MANAGER = 11
NEEDING = 0.05
SHARING = 0.7
MOVED = 6
"""So many people change agency between the first two years."""


@dataclass(frozen=True, slots=True)
class Person:
    """A delegate over the three years."""

    reference: str
    first: str
    last: str
    email: str
    agencies: tuple[str, str, str]  # one for each of YEARS
    job: str
    leads: bool
    manager: str
    manager_email: str
    needs: str
    stay: tuple[int, int]
    keen: int
    named: bool = False

    def here(self, year: int) -> bool:
        """Whether the person works in the borough in a training year."""
        return self.stay[0] <= year <= self.stay[1]

    def agency(self, year: int) -> str:
        """The agency that the person works for in a training year."""
        return self.agencies[year - YEARS[0]]

    def row(self, year: int) -> list[object]:
        """The person as the workbook of a year lists them."""
        return [
            self.reference, self.first, self.last, self.email, self.agency(year), self.job,
            self.manager, self.manager_email, self.needs,
        ]  # fmt: skip


def everybody() -> list[Person]:
    """Every delegate of the three years, the earliest first."""
    taken = {(first, last) for first, last, _, _ in NAMED}
    people = [person for agency in AGENCIES for person in _staff(agency, taken)]
    rng = rolled("order of joining")
    rng.shuffle(people)
    people.sort(key=lambda person: person.stay[0])
    numbered = (
        replace(person, reference=f"D{number:04}") for number, person in enumerate(people, 1)
    )
    return _with_movers(_with_own_addresses(numbered))


def _staff(agency: Agency, taken: set[tuple[str, str]]) -> Iterator[Person]:
    """The people of one agency, of names that nobody has taken."""
    rng = rolled("staff", agency.name)
    named = [name for name in NAMED if name[3] == agency.name]
    managers = [_name(rng, taken) for _ in range(1 + agency.people // PEOPLE_PER_MANAGER)]
    for first, last, start, _ in named:
        person = _person(agency, rng, (first, last), managers)
        yield replace(
            person, email=f"{start}@{agency.domain}", stay=STAYS[0], keen=KEENNESS[0], named=True
        )
    for _ in range(agency.people - len(named)):
        yield _person(agency, rng, _name(rng, taken), managers)


def _person(
    agency: Agency, rng: Random, name: tuple[str, str], managers: list[tuple[str, str]]
) -> Person:
    """One member of an agency's staff."""
    job = rng.choice(JOBS[agency.jobs].split(";"))
    boss = rng.choice(managers)
    alone = agency.jobs == "chaperone"
    shares = agency.mailbox and rng.random() < SHARING
    return Person(
        reference="",
        first=name[0],
        last=name[1],
        email=f"office@{agency.domain}" if shares else _address(name, agency),
        agencies=_as_named(agency),
        job=job.removeprefix("*"),
        leads=job.startswith("*"),
        manager="" if alone else " ".join(boss),
        manager_email="" if alone else _address(boss, agency),
        needs=rng.choice(NEEDS) if rng.random() < NEEDING else "",
        stay=picked(rng, STAYS, STAY_WEIGHTS),
        keen=rng.choice(KEENNESS),
    )


def _as_named(agency: Agency) -> tuple[str, str, str]:
    """An agency's name in each year."""
    if agency.name == TRUST:
        names = [TRUST if year < RENAMED_IN else FOUNDATION for year in YEARS]
        return names[0], names[1], names[2]
    return agency.name, agency.name, agency.name


def _name(rng: Random, taken: set[tuple[str, str]]) -> tuple[str, str]:
    """A first and a last name that go together, and that nobody else has."""
    while True:
        _, firsts, lasts = picked(rng, GROUPS, [group[0] for group in GROUPS])
        first, last = rng.choice(firsts.split()), rng.choice(lasts.split())
        name = first.replace("_", " "), last.replace("_", " ")
        if name not in taken:
            taken.add(name)
            return name


def _address(name: tuple[str, str], agency: Agency) -> str:
    """An e-mail address in plain letters."""
    return f"{_plain(name[0])}.{_plain(name[1])}@{agency.domain}"


def _plain(words: str) -> str:
    """The words in small ASCII letters alone."""
    spelled = words.translate(str.maketrans("łŁđĐøØıÞþð", "lLdDoOiTtd"))
    folded = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(letter for letter in folded.lower() if letter.isalpha())


def _with_own_addresses(people: Iterator[Person]) -> list[Person]:
    """The people, with a number in the addresses that chance gave to two of them."""
    seen: Counter[str] = Counter()
    own = []
    for person in people:
        seen[person.email] += 1
        box, _, domain = person.email.partition("@")
        again = seen[person.email] > 1 and box != "office"
        email = f"{box}{seen[person.email]}@{domain}" if again else person.email
        own.append(replace(person, email=email))
    return own


def _with_movers(people: list[Person]) -> list[Person]:
    """The people, of whom a few change from one council service to the next in the second year."""
    before, after = "Westmere Council Early Help", "Westmere Council Children's Services"
    staying = [p for p in people if p.agencies[0] == before and p.stay == STAYS[0]]
    movers = {person.reference for person in staying[:MOVED]}
    return [
        replace(person, agencies=(before, after, after)) if person.reference in movers else person
        for person in people
    ]
