"""The letter about an observed session finds room for whatever was written."""

import pypdfium2

from trainingdesk.reports.furniture import Board
from trainingdesk.reports.letter_head import Sender
from trainingdesk.reports.observation import ActionLine, ObservationPaper, observation_letter

BOARD = Sender(Board("Westmere Safeguarding Children Board"), ["Guildhall", "Westmere"])


def pages_of(strengths: str, findings: str, actions: int) -> list[str]:
    paper = ObservationPaper(
        to=["Ruth Halloran"],
        on="12 June 2026",
        session="Neglect: Seeing the Child",
        reference="NEGL-2601",
        day="10 June 2026",
        trainers="",
        observer="Sam Reed",
        provider="",
        commissioner="",
        ratings=[("It was clear what the session was for", "3 Good")] * 7,
        strengths=strengths,
        findings=findings,
        actions=[ActionLine(f"Action {n}", "Ruth", "1 July 2026") for n in range(actions)],
    )
    found = pypdfium2.PdfDocument(observation_letter(BOARD, paper))
    return [page.get_textpage().get_text_range() for page in found]


def test_a_long_letter_goes_on_over_pages_and_loses_nothing() -> None:
    words = " ".join(f"word{n}" for n in range(2500))
    pages = pages_of("Short.", words, 60)
    text = "".join(pages)
    assert len(pages) > 3
    assert all(f"word{n}" in text for n in (0, 1, 1249, 1250, 2499))
    assert all(f"Action {n}" in text for n in (0, 30, 59))
    assert all("Westmere Safeguarding Children Board" in page for page in pages)


def test_words_without_a_space_are_set_as_they_are() -> None:
    assert len(pages_of("", "x" * 9000, 0)) > 1
