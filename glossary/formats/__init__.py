"""Reading and writing glossaries, one file a format."""
