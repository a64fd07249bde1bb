"""The staff desk's pages: an application of its own under ``/desk``, off until somebody has an account."""
