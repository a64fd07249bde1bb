"""How it is read: words with their readings, from one analyser and one lexicon."""
