"""What waits for a manager's agreement."""
