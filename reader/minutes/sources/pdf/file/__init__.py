"""A PDF's bytes, looked at before PDFium reads them: its objects, what they draw, which layers are off."""
