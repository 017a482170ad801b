"""Segments, editions and the translation memory; engines only when a command asks for them."""
