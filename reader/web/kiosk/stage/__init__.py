"""What screens are made of: addresses, cards, lists, excerpts, and how they are put on the stage."""
