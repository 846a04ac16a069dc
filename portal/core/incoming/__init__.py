"""Files that people bring: what they are, whether they can be read safely, and the text and cells in them."""
