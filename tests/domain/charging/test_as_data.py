"""A policy survives as plain data, and what is no policy is refused with a sentence."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from tests.domain.charging.policies import POLICIES
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.as_data import (
    NotAPolicy,
    data_of,
    policy_from,
)
from trainingdesk.domain.charging.policy import Policy


@pytest.mark.parametrize("policy", boards.BOARDS, ids=lambda policy: policy.title)
def test_each_boards_policy_survives_the_trip(policy: Policy) -> None:
    assert policy_from(json.loads(json.dumps(data_of(policy)))) == policy


@given(POLICIES)
def test_any_policy_survives_the_trip(policy: Policy) -> None:
    assert policy_from(json.loads(json.dumps(data_of(policy)))) == policy


def test_the_data_can_be_read_by_a_person() -> None:
    data = data_of(boards.HAVERING)
    tier = data["lines"][0]["tiers"][0]
    assert tier["amount"] == {"kind of sum": "flat", "pence": 50_00}
    assert tier["notice"] == {"amount": 5, "unit": "working days", "limit_charged": False}
    assert data_of(boards.SOUTH_TYNESIDE)["waivers"][0]["phoned_by"] == "10:00:00"


def test_what_is_left_out_is_as_usual() -> None:
    assert policy_from({"title": "Sutton"}) == Policy("Sutton")


def put(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Write a value at a place of the data, such as lines.0.key."""

    def write(data: Any) -> None:
        *path, last = name.split(".")
        for part in path:
            data = data[int(part) if part.isdigit() else part]
        data[int(last) if last.isdigit() else last] = value

    return write


def dropped(data: dict[str, Any]) -> None:
    del data["title"]


AMOUNT = "lines.0.tiers.0.amount"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (put("waivers", {}), "waivers should be a list."),
        (put("waivers.0", []), "waivers.0 should be a record with named parts."),
        (put("waivers.0.phoned_by", "noon"), "waivers.0.phoned_by should be a time such as 10:00."),
        (put("title", 5), "title should be words."),
        (put("nation", "FRA"), "nation should be one of ENG, WLS, SCT, NIR."),
        (put("payment_days", "30"), "payment_days should be a whole number."),
        (put("payment_days", 30.0), "payment_days should be a whole number."),
        (put("payment_days", bool(1)), "payment_days should be a whole number."),
        (put("lines.0.otherwise", 1), "lines.0.otherwise should be true or false."),
        (put("lines.0.groups", [1]), "lines.0.groups.0 should be words."),
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
        (dropped, "it should be a record of title, lines, nation, "),
    ],
)
def test_what_does_not_fit_is_refused(spoil: Callable[[dict[str, Any]], None], said: str) -> None:
    data = data_of(boards.SOUTH_TYNESIDE)
    spoil(data)
    with pytest.raises(NotAPolicy) as refused:
        policy_from(data)
    assert str(refused.value).startswith(f"This is not a charging policy: {said}")


@pytest.mark.parametrize("data", [None, [], "Sutton", date(2017, 4, 1)])
def test_what_is_no_record_is_refused(data: object) -> None:
    with pytest.raises(NotAPolicy, match="policy: it should be a record with named parts"):
        policy_from(data)
