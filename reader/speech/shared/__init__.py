"""Clips that several machines share: a bucket behind each machine's folder, and the ledger of what is in it."""
