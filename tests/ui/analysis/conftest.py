"""The place is tried on the sample programme."""

from tests.ui.analysis.sample import address, gone, opened, sample_file

__all__ = ["address", "gone", "opened", "sample_file"]
