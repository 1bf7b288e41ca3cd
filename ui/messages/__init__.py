"""Messages: the outbox, what messages say, when they go, and how they leave."""
