"""What a build says that it did, read as people read it: a report for machines costs more.

Invariant: a build that says nothing of it is an error.
"""

from __future__ import annotations

import re

from bench.measure import FailedError


def told(output: str) -> tuple[int, int, int]:
    """What a build says it did: captures made again, files of the site, files written.

    >>> told("1 capture new or changed, 0 gone; 12,897 files, 58 written, 0 removed; 147.4 MB, 0.4 s")
    (1, 12897, 58)
    >>> told("nothing changed: 12,896 files, 0.2 s")
    (0, 12896, 0)
    """
    if same := re.search(r"nothing changed: ([\d,]+) files", output):
        return 0, int(same[1].replace(",", "")), 0
    said = re.search(
        r"([\d,]+) captures? new or changed, [\d,]+ gone; ([\d,]+) files?, ([\d,]+) written", output
    )
    if said is None:
        raise FailedError(f"a build that does not say what it did: {output[-500:]}")
    changed, pages, written = (int(each.replace(",", "")) for each in said.groups())
    return changed, pages, written
