"""What courses answer, who has been trained on it, and the plan of actions."""
