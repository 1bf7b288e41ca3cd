"""Saved e-mails taken in: the act is proposed, the user says so, and undo takes it back."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.exchange.incoming import WORDS, a_reply, a_report
from tests.services.letters import messages, written
from tests.services.queueing import Queueing, queue_up
from tests.services.test_answered_by_mail import mail_in
from tests.worlds import set_up_once
from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.desk import Desk
from trainingdesk.services.progress import unreported
from trainingdesk.services.sending import save_drafts
from trainingdesk.storage.models import Board, Delegate
from ui.answers import Answers, is_mail
from ui.parts.live import LiveDesk

QUESTION = (
    "alan@example.org answers the offer to Alan Nr2 of a place on Risk, Wed 10 June 2026. "
    "“<b>No</b>, thank you.”"
)


@pytest.fixture
@set_up_once
def line(desk: Desk) -> Queueing:
    """Alan has the offer of a place, Edsger waits behind him."""
    line = queue_up(desk)
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Ada")
    return line


@pytest.fixture
def offer(line: Queueing, desk: Desk, tmp_path: Path) -> EmailMessage:
    """The offer to Alan, as it left the desk."""
    with desk.changing("Set up") as db:
        board = db.get_one(Board, 1)
        board.mail_from = board.email = "training@example.org"
        db.get_one(Delegate, line.people["Alan"]).email = "alan@example.org"
    with desk.reading() as db:
        booking = line.of(db, "Alan")
    written(desk, [booking], Purpose.OFFER)
    return mail_in(save_drafts(desk, [1], tmp_path, progress=unreported)[0])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked and said; each question is answered by the button named first."""
    asked: list[str] = [""]

    def shown(box: QMessageBox) -> None:
        asked.append(f"{box.text()} {box.informativeText()}".strip())
        wanted = [each for each in box.buttons() if each.text().replace("&", "") == asked[0]]
        for button in wanted[:1]:
            button.click()

    monkeypatch.setattr(QMessageBox, "exec", shown)
    return asked


@pytest.fixture
def answers(qtbot: QtBot, desk: Desk, asked: list[str]) -> tuple[Answers, list[str]]:
    live, parent, told = LiveDesk(desk), QWidget(), list[str]()
    qtbot.addWidget(parent)
    live.told.connect(told.append)
    return Answers(live, parent), told


def saved(mail: object, folder: Path) -> list[Path]:
    path = folder / "Re offer.EML"
    path.write_bytes(mail.as_bytes())  # type: ignore[attr-defined]
    assert is_mail(path)
    return [path]


@pytest.mark.parametrize(
    ("button", "alan", "edsger"),
    [
        ("They decline", "Cancelled", "Offered"),
        ("They accept", "Booked", "Waiting"),
        ("Cancel", "Offered", "Waiting"),
    ],
)
def test_a_reply_to_an_offer_is_noted_as_the_user_reads_it(
    answers: tuple[Answers, list[str]],
    line: Queueing,
    offer: EmailMessage,
    asked: list[str],
    tmp_path: Path,
    button: str,
    alan: str,
    edsger: str,
) -> None:
    asked[0] = button
    taking, told = answers
    taking.take(saved(a_reply(offer, "<b>No</b>, thank you."), tmp_path))
    assert asked[1:] == [QUESTION]
    standing = line.standing()
    assert (standing["Alan"], standing["Edsger"]) == (alan, edsger)
    if button == "They decline":
        assert line.told("Alan")[-1][1] == "Declined the offer: by e-mail"
        assert told == [
            "Noted a declined offer. Edsger Nr3 has the offer of a place, from the waiting list."
        ]
        line.desk.undo()
        assert line.standing()["Alan"] == "Offered"


def test_a_message_that_came_back_fails_once_the_user_says_so(
    answers: tuple[Answers, list[str]],
    desk: Desk,
    offer: EmailMessage,
    asked: list[str],
    tmp_path: Path,
) -> None:
    taking, _told = answers
    for asked[0], state in (("Cancel", MessageState.SAVED), ("Note it", MessageState.FAILED)):
        taking.take(saved(a_report(offer), tmp_path))
        assert messages(desk)[0].state is state
    assert asked[1] == (
        "The message to alan@example.org about Risk, Wed 10 June 2026 came back. Note that the "
        f"address does not work? {WORDS}"
    )


def test_what_belongs_to_nothing_is_refused_in_a_sentence_and_the_next_is_looked_at(
    answers: tuple[Answers, list[str]], desk: Desk, asked: list[str], tmp_path: Path
) -> None:
    stranger = EmailMessage()
    stranger["From"], stranger["Subject"] = "eve@example.org", "Lunch?"
    (path,) = saved(stranger, tmp_path)
    answers[0].take([path, tmp_path / "gone.eml"])
    assert [said.partition(".")[0] for said in asked[1:]] == ["Re offer", "gone"]
    assert "answers no message of this desk" in asked[1]
