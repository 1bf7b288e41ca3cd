"""Training Desk: a safeguarding board's training, without any screen."""

__version__ = "0.1.0"
