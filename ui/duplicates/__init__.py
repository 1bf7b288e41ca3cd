"""People who may be on the desk twice, and making one of two."""
