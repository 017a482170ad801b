"""What a run made is out of the way of the next one, and is gone when all have run."""

from __future__ import annotations

from pathlib import Path

from bench import place as places


def test_what_was_made_is_put_aside_and_removed_at_the_end(tmp_path: Path) -> None:
    place = places.Place(root=tmp_path / "bench")
    peer = place.peers / "hugo"
    for made in (places.output(place.site), place.site / ".cache", peer / "public"):
        made.mkdir(parents=True)
        (made / "page.html").touch()
    (places.articles(place.site)).mkdir(parents=True)
    for _ in range(2):  # the second time there is nothing
        places.forget(place.site)
        places.put_aside(peer / "public", peer)
    assert sorted(each.name for each in place.site.iterdir()) == ["content"]
    assert list(peer.iterdir()) == []
    assert len(list(place.root.rglob("page.html"))) == 3
    places.clear(place)
    assert list(place.root.rglob("page.html")) == []
    assert places.articles(place.site).is_dir()
