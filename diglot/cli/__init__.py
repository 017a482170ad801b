"""The command line: one module a command, each with its flags and nothing of its own to decide."""

from __future__ import annotations

from diglot.cli.app import main

__all__ = ["main"]
