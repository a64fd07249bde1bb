"""One module for the commands of one noun."""
