"""The kiosk kept shut, well, and ready before the first visitor."""
