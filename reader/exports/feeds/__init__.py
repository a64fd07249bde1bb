"""What is new, for programs that ask again and again: Atom, podcasts, the list of sessions, the map of the site."""
