"""Published editions by file, from a desk inside the office's network to a site outside of it, or to a kiosk: signed, in order."""
