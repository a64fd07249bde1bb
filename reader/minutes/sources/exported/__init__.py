"""What this program wrote itself, read back as it was."""
