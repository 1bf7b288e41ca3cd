"""Analysis: the year in figures, and the rows behind each of them."""
