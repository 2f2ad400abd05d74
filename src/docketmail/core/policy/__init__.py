"""Who may see what, and who must be told: one file per concern, pure functions."""
