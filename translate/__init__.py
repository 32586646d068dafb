"""A text's way from German to English."""
