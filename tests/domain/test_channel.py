"""A channel has one name in every list and every sentence."""

import pytest

from trainingdesk.domain.channel import by_channel, channel_name, channel_spoken


@pytest.mark.parametrize(
    ("via", "name", "spoken"),
    [
        ("Online", "Online", "online"),
        ("Online form", "Online", "online"),
        ("e-mail", "Email", "by e-mail"),
        ("PDF", "PDF", "as PDF"),
        ("pdf", "PDF", "as PDF"),
        ("Paper", "Paper", "on paper"),
        ("phone", "Telephone", "by telephone"),
        ("Text message", "Text message", "by text message"),
        ("SMS", "SMS", "by SMS"),
        ("QR code", "QR code", "by QR code"),
        ("SurveyMonkey", "SurveyMonkey", "by SurveyMonkey"),
        ("", "", "by means not recorded"),
    ],
)
def test_a_channel_has_one_name(via: str, name: str, spoken: str) -> None:
    assert (channel_name(via), channel_spoken(via)) == (name, spoken)


def test_forms_by_channels_of_one_name_are_counted_together() -> None:
    told = [("Online", 164), ("Online form", 3), ("Post", 1), (None, 2)]
    rows = [{"channel": channel, "received": number} for channel, number in told]
    assert by_channel(rows) == [("Online", 167), ("Post", 1), ("", 2)]
