"""What is read and spoken as one piece: passages, their sentences and the words in them."""
