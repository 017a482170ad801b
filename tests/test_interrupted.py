"""A page that was written but not noted is made again, whatever it was before."""

from __future__ import annotations

import pytest

from diglot.catalogue.page_table import PageTable
from tests.sites import Site, capture, tree


def test_a_build_that_dies_after_writing_is_mended_by_one_that_goes_back(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("2024/03/05/a.md", capture("甲版"))
    site.build()
    before = tree(site.output)
    site.article("2024/03/05/a.md", capture("乙版"))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(PageTable, "put", die)
        with pytest.raises(KeyboardInterrupt):
            site.build()
    assert tree(site.output) != before
    site.article("2024/03/05/a.md", capture("甲版"))
    site.build()
    assert tree(site.output) == before
