"""pyttsx3 drivers that go wrong, for the tests of the pool: found by name, as a site's own drivers are."""
