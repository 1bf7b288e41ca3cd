"""How messages leave the desk: what may be entered, and who entered something else meanwhile."""

from dataclasses import replace

import pytest

from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.message import Leaving, Security
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_settings import (
    MailDetails,
    is_practice,
    mail_details,
    practise,
    save_mail_details,
)

SMTP = MailDetails(
    Leaving.SMTP, "smtp.example.org", 465, Security.TLS, "jo", "training@example.org", "The Board"
)


def test_a_new_desk_saves_drafts(desk: Desk) -> None:
    with desk.reading() as db:
        assert mail_details(db) == MailDetails()
        assert not is_practice(db)


def test_what_is_entered_is_kept(desk: Desk) -> None:
    with desk.changing("Save") as db:
        save_mail_details(db, replace(SMTP, host=" smtp.example.org "), opened=MailDetails())
        practise(db, practice=True)
    with desk.reading() as db:
        assert mail_details(db) == SMTP
        assert is_practice(db)
    with pytest.raises(ChangedMeanwhile), desk.changing("Save") as db:
        save_mail_details(db, SMTP, opened=MailDetails())


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (MailDetails(Leaving.SMTP), {"host", "from_address"}),
        (replace(SMTP, host="smtp example"), {"host"}),
        (replace(SMTP, port=0), {"port"}),
        (replace(SMTP, port=65536), {"port"}),
        (replace(SMTP, security=Security.NONE), {"security"}),
        (MailDetails(from_address="nobody"), {"from_address"}),
    ],
)
def test_what_cannot_work_is_said_by_field(
    desk: Desk, details: MailDetails, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Save") as db:
        save_mail_details(db, details, opened=None)
    assert set(refused.value.problems) == fields
