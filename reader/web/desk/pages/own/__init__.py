"""Pages about people: who comes in, one's own account, who may use the desk and what was done there."""
