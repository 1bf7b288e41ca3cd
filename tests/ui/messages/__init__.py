"""The page of messages in the real window."""
