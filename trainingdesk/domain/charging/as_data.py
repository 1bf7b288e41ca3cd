"""A policy as plain data, and back again without loss.

Each part says by its fields what it is: a record is an object of them, and a sum also says of
which kind it is. What is left out is as usual, and what does not fit is refused.
"""

from dataclasses import MISSING, fields, is_dataclass
from datetime import time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from trainingdesk.domain.charging.amount import ByLength, EachDay, EachSession, Flat, ShareOfPrice
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.refusals import Refused

Data: TypeAlias = dict[str, Any]

KIND = "kind of sum"
AMOUNTS: dict[str, type] = {
    "flat": Flat,
    "by length": ByLength,
    "each day": EachDay,
    "each session": EachSession,
    "share of price": ShareOfPrice,
}
KIND_OF = {amount: kind for kind, amount in AMOUNTS.items()}
SIMPLE = {str: "words", int: "a whole number", bool: "true or false"}


class NotAPolicy(Refused):
    """This is not a charging policy."""

    def __init__(self, where: str, asked: str) -> None:
        super().__init__(f"This is not a charging policy: {where or 'it'} should be {asked}.")


def data_of(policy: Policy) -> Data:
    """A policy as plain data."""
    return dict(_plain(policy))


def policy_from(data: object) -> Policy:
    """The policy that plain data stands for; raises NotAPolicy."""
    policy: Policy = _record(Policy, data, "")
    return policy


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        kind = {KIND: KIND_OF[type(value)]} if type(value) in KIND_OF else {}
        return kind | {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, time) else value


def _read(kind: Any, data: object, where: str) -> Any:
    """The value of a field from its data, by what the field holds."""
    choices = get_args(kind) if isinstance(kind, UnionType) else ()
    if NoneType in choices:
        return None if data is None else _read(choices[0], data, where)
    if choices:
        return _amount(data, where)
    if get_origin(kind) is tuple:
        items = _of_type(list, data, where, "a list")
        of = get_args(kind)[0]
        return tuple(_read(of, item, f"{where}.{number}") for number, item in enumerate(items))
    if is_dataclass(kind):
        return _record(kind, data, where)
    return _value(kind, data, where)


def _value(kind: Any, data: object, where: str) -> Any:
    if kind in SIMPLE:
        return _of_type(kind, data, where, SIMPLE[kind])
    written = _of_type(str, data, where, "words")
    if issubclass(kind, StrEnum):
        known = [choice.value for choice in kind]
        if written not in known:
            raise NotAPolicy(where, f"one of {', '.join(known)}")
        return kind(written)
    try:
        return time.fromisoformat(written)
    except ValueError:
        raise NotAPolicy(where, "a time such as 10:00") from None


def _amount(data: object, where: str) -> Any:
    parts = dict(_of_type(dict, data, where, "a sum"))
    kind = parts.pop(KIND, None)
    if not isinstance(kind, str) or kind not in AMOUNTS:
        raise NotAPolicy(f"{where}.{KIND}", f"one of {', '.join(AMOUNTS)}")
    return _record(AMOUNTS[kind], parts, where)


def _record(kind: Any, data: object, where: str) -> Any:
    parts = _of_type(dict, data, where, "a record with named parts")
    hints = _parts_of(kind)
    if not _asked_of(kind) <= parts.keys() <= hints.keys():
        raise NotAPolicy(where, f"a record of {', '.join(hints)}")
    inside = f"{where}." if where else ""
    return kind(
        **{name: _read(hints[name], part, f"{inside}{name}") for name, part in parts.items()}
    )


@cache
def _parts_of(kind: type) -> dict[str, Any]:
    """The fields of a record with what each holds; a constant of the class is no field."""
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}


@cache
def _asked_of(kind: type) -> frozenset[str]:
    """The fields that must be given; the others have what is usual."""
    return frozenset(part.name for part in fields(kind) if part.default is MISSING)


def _of_type(kind: type, data: object, where: str, asked: str) -> Any:
    # Exactly that type: true is no number here.
    if type(data) is not kind:
        raise NotAPolicy(where, asked)
    return data
