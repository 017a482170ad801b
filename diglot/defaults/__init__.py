"""What a site gets without writing it: the tag registry that its own `tags.toml` extends."""
