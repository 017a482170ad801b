"""The suite of bad inputs that lies beside diglot's own checkout: built, and what came of it checked.

Its checker gets `allow.json`: our two scripts, the search form, and where an article's text is.
The last test here holds that file to what the theme really needs, on any machine.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from diglot.search import files, shards
from tests.sites import TEXT, Site, capture
from tests.test_hostile import Tags

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SUITE = SHARED / "badinputs"
SAMPLE = SHARED / "corpus" / "archive-10k.tar.xz"
ALLOW = Path(__file__).with_name("allow.json")
MEGABYTES = 4_000
"""Address space a build may use; the suite's README asks for it."""
CONTROLS = ("iframe", "form", "base", "object", "embed", "applet", "frame", "frameset", "portal")
"""Elements that the checker accepts nowhere unless the allow file names them."""

needs_suite = pytest.mark.skipif(
    not SUITE.is_dir() or sys.platform == "win32", reason="the suite of bad inputs is not here"
)


def diglot(folder: Path, *words: str, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    """A command in a process whose memory and time are bounded."""
    bounded = f'ulimit -v {MEGABYTES * 1000}; exec "$@"'
    return subprocess.run(
        ["sh", "-c", bounded, "sh", sys.executable, "-m", "diglot", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


def built(folder: Path, content: Path) -> str:
    """The report on a build of `content` into `folder`/site, and on what `check` finds."""
    folder.mkdir(parents=True)
    build = diglot(folder, "build", "--content", str(content))
    assert build.returncode == 0, build.stderr[-3000:]
    found = diglot(folder, "check", "--content", str(content), "--notes")
    report = "".join((build.stdout, build.stderr, found.stdout, found.stderr))
    assert "Traceback" not in report
    (folder / "report.txt").write_text(report, encoding="utf-8")
    return report


def checked(folder: Path, manifest: Path, *words: str) -> None:
    """The suite's own checker finds nothing."""
    pytest.importorskip("selectolax")
    command = [sys.executable, str(SUITE / "check_site.py"), "site", "--manifest", str(manifest)]
    done = subprocess.run(
        [*command, "--allow", str(ALLOW), *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def texts_of_search(site: Path) -> dict[str, str]:
    """What the search index holds as text: its JSON files, and every term of its shards."""
    texts = {}
    for path in sorted((site / "search").rglob("*.bin")):
        name = path.relative_to(site).as_posix()
        raw = files.unpack(path.read_bytes())
        if path.parent.name in ("t", "n"):
            texts[name] = " ".join(shards.decode(raw))
        elif path.parent.name != "l":
            texts[name] = raw.decode("utf-8")
    return texts


@needs_suite
def test_the_suite_is_met_as_expected(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c" / "d"
    report = built(folder, SUITE / "dev")
    manifest = SUITE / "dev" / "manifest.jsonl"
    checked(folder, manifest, "--expect", "--report", "report.txt")
    rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    texts = {"report": report, **texts_of_search(folder / "site")}
    assert len(texts) > 20
    for pattern in {each for row in rows for each in row["must_not_contain"]}:
        for name, text in texts.items():
            assert not re.search(pattern, text), f"{pattern} in {name}"


@needs_suite
@pytest.mark.full
@pytest.mark.browser
def test_nothing_of_the_suite_runs_in_a_browser(tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path / "a" / "b" / "c" / "d"
    built(folder, SUITE / "dev")
    search = ("--search-input", "#q", "--search-page", "zh/search.html")
    manifest = SUITE / "dev" / "manifest.jsonl"
    checked(folder, manifest, "--browser", "--chromium", chromium, *search)


@needs_suite
@pytest.mark.full
@pytest.mark.parametrize("cases", ["dev", "holdout"])
def test_big_and_pathological_files(tmp_path: Path, cases: str) -> None:
    content = tmp_path / "content"
    make = [sys.executable, str(SUITE / "make_big.py"), "--set", cases, "--out", str(content)]
    subprocess.run([*make, "--special"], check=True, capture_output=True)
    manifest = content / "manifest.jsonl"
    kept = []
    for line in manifest.read_text(encoding="utf-8").splitlines():
        name = json.loads(line)["file"]
        # Its name is no text, so no report that is text can hold it as the checker looks for it.
        odd = not name.isprintable() and "\udcff" in name
        # Root reads it all the same, and then its words are those that nothing may show.
        if name == "unreadable.md" and not os.geteuid():
            (content / name).unlink()
        elif not odd:
            kept.append(line)
    (tmp_path / "manifest.jsonl").write_text("\n".join(kept) + "\n", encoding="utf-8")
    report = built(tmp_path / "digest", content)
    assert "not-utf8.md" in report
    checked(tmp_path / "digest", tmp_path / "manifest.jsonl", "--expect", "--report", "report.txt")
    shutil.rmtree(content)


@needs_suite
@pytest.mark.full
def test_ten_thousand_captures_and_the_suite_in_one_folder(tmp_path: Path) -> None:
    if not SAMPLE.is_file():
        pytest.skip("the sample of captures is not here")
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    with tarfile.open(SAMPLE) as sample:
        sample.extractall(articles, filter="data")
    shutil.copytree(SUITE / "dev", articles / "suite")
    report = built(tmp_path / "digest", tmp_path / "content")
    captures = re.search(r"^([\d,]+) captures", report, re.MULTILINE)
    assert captures is not None
    assert captures[1] == f"{len(list(articles.rglob('*.md'))):,}"
    manifest = SUITE / "dev" / "manifest.jsonl"
    checked(tmp_path / "digest", manifest, "--expect", "--report", "report.txt")


def test_the_allow_file_names_what_the_theme_needs_and_no_more(site: Site) -> None:
    allow = json.loads(ALLOW.read_text(encoding="utf-8"))
    for number in range(3):
        site.article(f"{number}.md", capture(f"港口 {number}", f"{TEXT['zh']}\n\n{TEXT['en']}"))
    site.build()
    scripts, kinds, controls, texts = set(), set(), set(), 0
    for path in site.output.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        tags = Tags()
        tags.feed(page)
        for tag, attributes in tags.found:
            if tag == "script" and "src" in attributes:
                source = (path.parent / str(attributes["src"])).resolve()
                shown = source if source.is_file() else site.output / str(attributes["src"])[1:]
                scripts.add("/" + shown.relative_to(site.output.resolve()).as_posix())
            elif tag == "script":
                kinds.add(attributes.get("type"))
            elif tag in CONTROLS:
                controls.add(f"{tag}[role={attributes.get('role')}]")
        texts += len(re.findall(r'class="rows[" ]', page))
    assert scripts == set(allow["script_src"])
    assert kinds == set(allow["data_types"])
    assert controls == set(allow["outside"])
    assert allow["script_sha256"] == []
    assert texts == 3
    assert allow["article"] == [".rows"]
