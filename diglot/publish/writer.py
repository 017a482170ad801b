"""The one place that writes the site: whole files, beside their target and renamed.

Invariant: a reader sees the old file or the new one, never a part; a file whose bytes would not
change is not touched; nothing is written outside the output folder.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from diglot.errors import StorageError

_NAME = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_.][A-Za-z0-9._-]*")
_TEMPORARY = ".diglot-tmp"
_FORBIDDEN = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_FORBIDDEN_LONG = "\u202d\u202e\ufffe\uffff"


def encoded(text: str) -> bytes:
    r"""A page's text as UTF-8, without characters that HTML or XML forbid or that turn text around.

    Captures have lost theirs when they were read; these are of edits, PO files, notes and settings.

    >>> encoded("a\x1b\x0b\u202eb\n\ufffe漏").decode()
    'ab\n漏'
    """
    for character in _FORBIDDEN_LONG:  # in text, where one is found five times as fast as its bytes
        if character in text:
            text = text.replace(character, "")
    return text.encode("utf-8", "replace").translate(None, _FORBIDDEN)


def write(output: Path, path: str, content: bytes) -> bool:
    """Put `content` at `path` below `output`, unless it is there already; True where it was put.

    Raises `StorageError` for a path that could leave the folder, and where the disk says no.
    """
    if not _NAME.fullmatch(path) or ".." in path or len(path) > 240:
        raise StorageError(f"{path!r} cannot be the path of a page", "this is a fault in diglot")
    target = str(output) + "/" + path
    try:
        return _replace(target, content)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _refused(target, error) from None
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        return _replace(target, content)
    except OSError as error:
        raise _refused(target, error) from None


def _replace(target: str, content: bytes) -> bool:
    try:
        with open(target, "rb") as file:  # noqa: PTH123 - a Path for each page costs as much as the read
            if os.fstat(file.fileno()).st_size == len(content) and file.read() == content:
                return False
    except FileNotFoundError:
        pass
    temporary = f"{target}{_TEMPORARY}{os.getpid()}"
    try:
        with open(temporary, "wb") as file:  # noqa: PTH123
            file.write(content)
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        if os.path.exists(temporary):  # noqa: PTH110
            os.unlink(temporary)  # noqa: PTH108
        raise
    return True


def leftovers(output: Path) -> list[Path]:
    """Temporary files of a build that died."""
    return [path for path in output.rglob(f"*{_TEMPORARY}*") if path.is_file()]


def _refused(target: str, error: OSError) -> StorageError:
    what = f"{target} cannot be written: {error.strerror or error}"
    return StorageError(what, "check free space and permissions; what is there is whole")
