"""The cookbook of the guide: how each board's policy is typed into the forms."""

from collections.abc import Iterator

from trainingdesk.domain.charging.boards import BOARDS
from trainingdesk.domain.charging.line import Courses, Line
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import sentences_of_line
from trainingdesk.domain.charging.typed_line import CHARGED, NUMBERS, THESE, YES, texts_of
from trainingdesk.domain.charging.typed_terms import texts_of_terms

HEAD = """| Occasion | Who pays | How it is reckoned | Charged with less notice than: sum |
|---|---|---|---|"""
TERMS = {
    "half_day_minutes": "Half a day has up to (minutes)",
    "lateness": "Coming too late",
    "late_minutes": "Too late is more than (minutes)",
    "late_limit": "Exactly so late is too late",
    "late_full_days": "No grace on half days",
    "left_early": "Leaving early",
    "waivers": "May be excused",
    "conditions": "In words alone",
    "booking_fee_pence": "Booking fee that is kept",
    "billed": "One invoice for each",
    "payment_days": "Days to pay",
    "invoice_after_hours": "Hours after the event until it is invoiced",
}
"""The fields of the terms as the form calls them."""


def cookbook() -> str:
    """Every board's policy, a section each."""
    return "\n\n".join("\n".join(_section(board)) for board in BOARDS)


def _section(board: Policy) -> Iterator[str]:
    yield f"### {board.title}"
    yield ""
    said = [sentence for line in board.lines for sentence in sentences_of_line(line)]
    yield " ".join(said)
    yield ""
    yield HEAD
    yield from map(_row, board.lines)
    usual, texts = texts_of_terms(Policy("")), texts_of_terms(board)
    terms = [
        f"{said}: {texts[name].replace(chr(10), ' / ')}"
        for name, said in TERMS.items()
        if texts[name] != usual[name]
    ]
    if terms:
        yield ""
        yield f"Terms: {'. '.join(term.rstrip('.') for term in terms)}."


def _row(line: Line) -> str:
    texts = texts_of(line)
    who = [texts["groups"] if texts["who"] == THESE else texts["who"]]
    who += [texts["courses"]] if line.courses is not Courses.ALL else []
    asked = [_tier(texts, number) for number in NUMBERS if texts[f"sums_{number}"]]
    limit = ", exactly so much is charged" if texts["limit"] == CHARGED else ""
    costs = ", plus extra costs" if texts["plus_costs"] == YES else ""
    said = f"{'; '.join(asked)}{limit}{costs}"
    return f"| {line.occasion} | {', '.join(who)} | {texts['sum']} | {said} |"


def _tier(texts: dict[str, str], number: int) -> str:
    share = "%" if texts["sum"].startswith("Share") else ""
    sums = f"{texts[f'sums_{number}']}{share}"
    notice = texts[f"notice_{number}"]
    return f"{notice} {texts['unit']}: {sums}" if notice else sums
