"""E-learning that people finished."""
