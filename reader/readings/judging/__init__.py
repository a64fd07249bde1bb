"""Which of several readings a word has here, and how sure that is."""
