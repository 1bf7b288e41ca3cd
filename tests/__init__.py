"""What Training Desk promises, as tests; the folders are those of the program."""
