"""The site's pages: one module a page."""
