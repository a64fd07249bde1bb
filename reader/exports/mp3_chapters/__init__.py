"""The session's MP3 with chapters in front: for telephones, cars and players with a USB socket."""
