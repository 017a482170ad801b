"""`python build.py ...` is the same as `diglot build ...`, for a checkout without an install step."""

import sys

from diglot.cli import main

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
