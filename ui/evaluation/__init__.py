"""Evaluation: who answered, what changed, and what people wrote."""
