"""What a phone keeps of the site: how it is installed, and what it keeps of a session that is to be read without a network."""
