"""EPUB 3 with Media Overlays: text with furigana that is lit while it is heard."""
