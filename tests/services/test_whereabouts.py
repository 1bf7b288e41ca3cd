import getpass
from pathlib import Path

import pytest

from trainingdesk.services import whereabouts
from trainingdesk.services.whereabouts import chosen_desk, data_folder, own_desk, user_name


def test_the_desk_is_the_one_named_else_the_variables_else_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("TRAININGDESK_DATABASE", raising=False)
    assert chosen_desk(None) == str(own_desk())
    assert own_desk().parent == data_folder()
    monkeypatch.setenv("TRAININGDESK_DATABASE", "shared.sqlite")
    assert chosen_desk(None) == "shared.sqlite"
    assert chosen_desk("other.sqlite") == "other.sqlite"


@pytest.mark.parametrize("fault", [KeyError, OSError, ImportError])
def test_a_computer_without_users_has_no_name_for_them(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def nobody() -> str:
        raise fault

    assert user_name() == getpass.getuser()
    monkeypatch.setattr(whereabouts, "getuser", nobody)
    assert user_name() == ""
