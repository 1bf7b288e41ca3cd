"""The place is tried on the sample programme."""

from tests.ui.analysis.sample import address, opened, sample_file

__all__ = ["address", "opened", "sample_file"]
