"""Who may use the desk: people and their roles, passwords and codes, and the one way in."""
