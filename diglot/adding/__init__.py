"""Captures that an editor puts in by hand: an address, a saved page, a Markdown file, a feed.

Invariant: the only part of diglot besides translation that may reach the network, through one
bounded door (`download.fetch`); what is written is written once, below `content/articles/`.
"""
