"""The figures of a year, counted from rows and never typed."""

from trainingdesk.services.figures.year import year_figures

__all__ = ["year_figures"]
