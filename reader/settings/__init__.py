"""What a site and a kiosk may set."""
