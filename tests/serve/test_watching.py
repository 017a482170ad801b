from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diglot.project import locate
from diglot.serve import watching
from tests.sites import Site, capture


@contextmanager
def _watched(site: Site) -> Iterator[queue.Queue[frozenset[Path]]]:
    found: queue.Queue[frozenset[Path]] = queue.Queue()
    stop = threading.Event()
    project = locate(site.root)

    def look() -> None:
        for batch in watching.changes(project, stop):
            found.put(batch)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        assert found.get(timeout=5) == frozenset(), "the first batch says that the watch is on"
        yield found
    finally:
        stop.set()
        thread.join(5)
        assert not thread.is_alive()


def test_content_settings_and_templates_are_watched(site: Site) -> None:
    site.write("templates/static/own.css", "p {}")
    with _watched(site) as found:
        site.article("新.md", capture("新"))
        assert any(path.name == "新.md" for path in found.get(timeout=5))
        site.write("diglot.toml", "page_size = 50\n")
        assert site.root / "diglot.toml" in found.get(timeout=5)
        site.write("templates/static/own.css", "p { color: red }")
        assert any(path.name == "own.css" for path in found.get(timeout=5))


def test_a_folder_that_comes_later_is_watched_too(site: Site) -> None:
    with _watched(site) as found:
        site.write("templates/static/own.css", "p {}")
        found.get(timeout=5)
        site.write("templates/static/own.css", "p { color: red }")
        for _ in range(3):
            if any(path.name == "own.css" for path in found.get(timeout=5)):
                return
        raise AssertionError("the new folder is not watched")


def test_hidden_files_and_builds_of_ours_are_no_change(site: Site) -> None:
    with _watched(site) as found:
        site.write("content/.git/index", "x")
        site.write("content/articles/.a.md.swp", "x")
        site.write("site/index.html", "x")
        site.write(".cache/diglot.sqlite", "x")
        site.article("mark.md", capture("记号"))
        assert {path.name for path in found.get(timeout=5)} == {"mark.md"}
