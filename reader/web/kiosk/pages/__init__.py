"""The kiosk's screens: one module for what is chosen, read, looked for, set."""
