"""What is counted for who looks after the site."""
