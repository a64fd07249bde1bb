"""The kiosk in the browser: screens under ``/kiosk``, and a server that offers nothing else."""
