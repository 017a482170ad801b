"""Measures diglot against the generators that people would use in its place."""
