"""A session as a book that is read and heard: chapters with a sound of their own."""
