"""What follows the sound: captions, transcripts, chapters."""
