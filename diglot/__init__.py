"""diglot turns a folder of captured articles into a bilingual archive of plain files."""

__version__ = "0.1.0"
