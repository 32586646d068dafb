"""Names: what they are, how each language spells them, where they stand in a text."""
