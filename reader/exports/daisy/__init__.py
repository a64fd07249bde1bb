"""DAISY 2.02, audio and full text: what DAISY players of libraries for the blind in Japan play."""
