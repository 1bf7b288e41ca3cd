"""What Qt asks of the rows of a list."""

from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester


def hold_to_the_rules_of_qt(model: QAbstractItemModel) -> None:
    """From now on, fail the test when the list tells Qt of its rows what is not so."""
    mode = QAbstractItemModelTester.FailureReportingMode.Warning  # of which every one fails
    QAbstractItemModelTester(model, mode, model)
