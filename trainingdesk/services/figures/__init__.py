"""The figures of a year, counted from rows and never typed."""

from trainingdesk.services.figures.year import held_against, year_figures

__all__ = ["held_against", "year_figures"]
