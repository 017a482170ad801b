"""The other generators: how each one's site is made from what diglot published, and run."""
