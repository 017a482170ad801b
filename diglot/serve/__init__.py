"""The preview: a site built aside, served as it will be published, and reloaded as it is edited.

Invariant: nothing here writes into the published output, and nothing outside this computer reaches
the preview unless its user said so.
"""
