"""Three-stage evaluation: what is asked, what comes back, and what it says."""
