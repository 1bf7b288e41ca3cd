"""Settings: the board, how the window looks, and this desk."""
