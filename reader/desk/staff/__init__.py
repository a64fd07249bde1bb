"""Who may use the desk: people and their roles, passwords, codes and passkeys, and the one way in."""
