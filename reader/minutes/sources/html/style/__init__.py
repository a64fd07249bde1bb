"""How a page's elements look: what its style sheets, styles and attributes say, as far as it decides what is seen."""
