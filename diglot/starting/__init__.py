"""A site of one's own, made from files that come with the package.

Invariant: a folder that holds anything is left as it is.
"""

from diglot.starting.create import Wishes, create, eject

__all__ = ["Wishes", "create", "eject"]
