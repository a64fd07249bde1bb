"""What one line could begin with: the grammar of speaker labels."""
