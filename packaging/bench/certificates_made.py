"""How many certificates a second are drawn in one file."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from timings import Pair, clocked, middle_of

from trainingdesk.domain.resources import resource
from trainingdesk.reports.certificate import Certificate, certificates
from trainingdesk.reports.furniture import Board
from trainingdesk.reports.tokens import A4_LANDSCAPE

CERTIFICATES, RUNS = 100, 5
FACE = "Bare"
BOARD = Board("Westmere Safeguarding Children Board", "Ruth Calder", "Training Manager")
OUTCOMES = (
    "Recognise the signs of neglect, and of physical, emotional and sexual abuse.",
    "Know what to do and whom to tell when you are worried about a child.",
    "Keep a record that another person can act on.",
    "Apply the threshold document to the families you work with.",
)


def certificates_made(_folder: Path) -> Iterator[Pair]:
    """Certificates as the program makes them, against their words put onto bare pages."""
    pdfmetrics.registerFont(TTFont(FACE, resource("fonts", "NotoSans-Regular.ttf")))
    own, bare = middle_of(
        lambda: clocked(lambda: certificates(BOARD, facts())),
        lambda: clocked(lambda: bare_pages(facts())),
        runs=RUNS,
    )
    of = "the same words on a bare ReportLab canvas"
    yield Pair("certificates, 100 in one file", own, bare, of, CERTIFICATES)


def facts() -> list[Certificate]:
    """Who attended: a hundred people of ten agencies."""
    return [
        Certificate(
            delegate=f"Adaeze Okonkwo-Hughes {number}",
            agency=f"St Cuthbert's Primary School {number % 10}",
            course="Identifying Risk to the Child",
            level="Level 2",
            dates=["13 June 2026"],
            hours="6 hours",
            venue="Guildhall, Room 3A",
            outcomes=OUTCOMES,
            number=f"RISK-2601-{number:04}",
            issued="14 June 2026",
        )
        for number in range(CERTIFICATES)
    ]


def bare_pages(all_facts: Sequence[Certificate]) -> bytes:
    """Put the same words onto pages, a line each, without rules, marks, bands or tags."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4_LANDSCAPE, initialFontName=FACE)
    for page in all_facts:
        canvas.setFont(FACE, 11)
        for number, words in enumerate(words_of(page)):
            canvas.drawString(72, 540 - 22 * number, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def words_of(page: Certificate) -> list[str]:
    """Every line that a certificate says."""
    return [
        BOARD.name, f"No {page.number}", f"Issued {page.issued}", "Certificate of attendance",
        page.delegate, page.agency, "attended", page.course, "Level", page.level, "Date",
        *page.dates, "Length", f"{page.hours} of training", "Held at", page.venue,
        "What the course covered", *page.outcomes, BOARD.signatory,
        f"{BOARD.signatory_role}, {BOARD.name}", page.number,
        f"Keep this number: {BOARD.name} can check it.",
    ]  # fmt: skip
