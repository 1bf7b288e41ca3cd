from pathlib import Path

import pytest

from trainingdesk.domain.refusals import CannotSave
from trainingdesk.services.exports import save_list


@pytest.mark.parametrize("name", ["list.csv", "list.XLSX"])
def test_a_list_is_saved_in_the_kind_that_was_chosen(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert save_list(path, ["Delegate"], [["Ada"], ["Grace"]], title="Delegates") == 2
    assert path.read_bytes()[:2] == (b"PK" if "XLSX" in name else b"\xef\xbb")


def test_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotSave, match="saved as"):
        save_list(tmp_path / "list.pdf", ["Delegate"], [], title="Delegates")


def test_a_list_that_stops_halfway_leaves_the_file_before_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("kept")

    def rows() -> object:
        yield ["Ada"]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save_list(path, ["Delegate"], rows(), title="Delegates")  # type: ignore[arg-type]
    assert path.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [path]
