"""A policy survives as plain data, and what is no policy is refused with a sentence."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.domain.charging.policies import UNHURRIED, VERSIONS
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.as_data import (
    NotAPolicy,
    data_of,
    policy_from,
    version_from,
)
from trainingdesk.domain.charging.in_force import Version
from trainingdesk.domain.charging.policy import Policy


@pytest.mark.parametrize("policy", boards.BOARDS, ids=lambda policy: policy.title)
def test_each_boards_policy_survives_the_trip(policy: Policy) -> None:
    assert policy_from(json.loads(json.dumps(data_of(policy)))) == policy


@UNHURRIED
@given(VERSIONS)
def test_any_version_survives_the_trip(version: Version) -> None:
    assert version_from(json.loads(json.dumps(data_of(version)))) == version


def test_the_data_can_be_read_by_a_person() -> None:
    data = data_of(boards.HAVERING_IN_FORCE)
    assert (data["since"], data["until"]) == ("2016-04-01", None)
    tier = data["policy"]["lines"][0]["tiers"][0]
    assert tier["amount"] == {"kind of sum": "flat", "pence": 50_00}
    assert tier["notice"] == {"amount": 5, "unit": "working days", "limit_charged": False}
    assert data_of(boards.SOUTH_TYNESIDE)["waivers"][0]["phoned_by"] == "10:00:00"


def test_what_is_left_out_is_as_usual() -> None:
    assert policy_from({"title": "Sutton"}) == Policy("Sutton")


def put(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Write a value at a place of the data, such as policy.lines.0.key."""

    def write(data: Any) -> None:
        *path, last = name.split(".")
        for part in path:
            data = data[int(part) if part.isdigit() else part]
        data[int(last) if last.isdigit() else last] = value

    return write


def dropped(data: dict[str, Any]) -> None:
    del data["policy"]["title"]


AMOUNT = "policy.lines.0.tiers.0.amount"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (put("since", "soon"), "since should be a date such as 2017-04-01."),
        (put("since", 2017), "since should be words."),
        (put("since", None), "since should be words."),
        (put("until", "2017-02-30"), "until should be a date such as 2017-04-01."),
        (put("spells", {}), "spells should be a list."),
        (put("spells.0", []), "spells.0 should be a record with named parts."),
        (put("policy.title", 5), "policy.title should be words."),
        (put("policy.nation", "FRA"), "policy.nation should be one of ENG, WLS, SCT, NIR."),
        (put("policy.payment_days", "30"), "policy.payment_days should be a whole number."),
        (put("policy.payment_days", 30.0), "policy.payment_days should be a whole number."),
        (put("policy.payment_days", bool(1)), "policy.payment_days should be a whole number."),
        (put("policy.lines.0.otherwise", 1), "policy.lines.0.otherwise should be true or false."),
        (put("policy.lines.0.groups", [1]), "policy.lines.0.groups.0 should be words."),
        (put(AMOUNT, 50), f"{AMOUNT} should be a sum."),
        (
            put(AMOUNT, {"pence": 50}),
            (
                f"{AMOUNT}.kind of sum should be one of flat, by length, each day, each session, "
                "share of price."
            ),
        ),
        (
            put(AMOUNT, {"kind of sum": ["flat"]}),
            (
                f"{AMOUNT}.kind of sum should be one of flat, by length, each day, each session, "
                "share of price."
            ),
        ),
        (put(AMOUNT, {"kind of sum": "flat"}), f"{AMOUNT} should be a record of pence."),
        (
            put("spells.0.by", "the board"),
            "spells.0 should be a record of since, until, why.",
        ),
        (dropped, "policy should be a record of title, lines, nation, "),
    ],
)
def test_what_does_not_fit_is_refused(spoil: Callable[[dict[str, Any]], None], said: str) -> None:
    data = data_of(boards.HAVERING_IN_FORCE)
    spoil(data)
    with pytest.raises(NotAPolicy) as refused:
        version_from(data)
    assert str(refused.value).startswith(f"This is not a charging policy: {said}")


@pytest.mark.parametrize("data", [None, [], "Sutton", date(2017, 4, 1)])
def test_what_is_no_record_is_refused(data: object) -> None:
    with pytest.raises(NotAPolicy, match="policy: it should be a record with named parts"):
        policy_from(data)
