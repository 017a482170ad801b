"""What the docs name exists, and what exists is in the docs: commands, options, settings, links."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from typer.main import get_command

from diglot import settings
from diglot.cli.app import application
from diglot.cli.commands import COMMANDS as LISTED
from diglot.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("*.md")])
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SETTINGS = [
    ROOT / "diglot.toml",
    ROOT / "diglot" / "starting" / "files" / "site" / "diglot.toml",
]


def _commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - typer's own types are not public
    yield name, group
    for each, command in getattr(group, "commands", {}).items():
        yield from _commands(command, f"{name} {each}")


KNOWN = dict(_commands(get_command(application()), "diglot"))


def _options(command: Any) -> set[str]:  # noqa: ANN401
    return {option for each in command.params for option in each.opts if option.startswith("-")}


def _section(name: str) -> str:
    """What docs/commands.md says of a command: its section, and what holds for all."""
    parts = re.split(r"^## ", COMMANDS, flags=re.MULTILINE)
    own = [part for part in parts if re.match(rf"`{re.escape(name)}(?:`| [^a-z])", part)]
    return "\n".join([parts[0], *own]) if own or name == "diglot" else ""


@pytest.mark.parametrize("name", [name for name in KNOWN if not hasattr(KNOWN[name], "commands")])
def test_every_command_and_option_is_described(name: str) -> None:
    section = _section(name)
    assert section, f"docs/commands.md has no section on {name}"
    missing = [
        option
        for option in _options(KNOWN[name]) - {"--help", "-h"}
        if not re.search(rf"`{re.escape(option)}\b", section)
    ]
    assert missing == []


@pytest.mark.parametrize("name", list(KNOWN))
def test_every_command_explains_itself(name: str) -> None:
    command = KNOWN[name]
    assert command.help
    if not hasattr(command, "commands"):
        assert re.search("Examples?:", command.help), "a command's help has examples"
    for option in command.params:
        assert getattr(option, "help", "") or option.name == "help", option.name


@pytest.mark.parametrize("name", list(LISTED))
def test_a_command_alone_is_what_it_is_among_the_others(name: str) -> None:
    alone: Any = get_command(application(name))
    assert list(alone.commands) == [name]
    command, known = alone.commands[name], KNOWN[f"diglot {name}"]
    assert (command.help, command.short_help) == (known.help, known.short_help)
    assert [each.opts for each in command.params] == [each.opts for each in known.params]


def _named(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each `diglot …` that a page shows as code: the command and its options."""
    spans = re.findall(r"`(diglot [^`\n]+)`", text)
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for fence in fences:
        spans += re.findall(r"^(?:.*?(?:&& |; |\| ))?(diglot [^\n#|&]+)", fence, re.MULTILINE)
    for span in spans:
        words = span.split()
        name = max((n for n in KNOWN if span.startswith(n) and n != "diglot"), key=len, default="")
        if not name and not words[1].startswith("-") and not re.fullmatch(r"[a-z]+", words[1]):
            continue
        yield (
            name or " ".join(words[:2]),
            [word for word in words if re.match(r"--?[a-zA-Z]", word)],
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    wrong = []
    for name, options in _named(page.read_text(encoding="utf-8")):
        if options and name == f"diglot {options[0]}":
            name = "diglot"
        command = KNOWN.get(name)
        if command is None:
            wrong.append(name)
            continue
        known = _options(command) | {"--help", "-h"}
        bare = [re.split(r"[=`).,;:]", option)[0] for option in options]
        wrong += [f"{name} {option}" for option in bare if option not in known]
    assert wrong == []


def _keys(cls: Any, prefix: str = "") -> Iterator[str]:  # noqa: ANN401 - any of the settings' sections
    hints = get_type_hints(cls)
    for field in dataclasses.fields(cls):
        if dataclasses.is_dataclass(hints[field.name]):
            yield from _keys(hints[field.name], f"{prefix}{field.name}.")
        else:
            yield prefix + field.name


def _uncommented(text: str) -> str:
    return re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("path", SETTINGS, ids=["demo", "new site"])
def test_the_settings_file_has_every_key_and_no_other(path: Path) -> None:
    table = tomllib.loads(_uncommented(path.read_text(encoding="utf-8")))
    sections = {name for name, value in table.items() if name in ("markdown", "feed", "translate")}
    named = {key for key in table if key not in sections}
    named |= {f"{section}.{key}" for section in sections for key in table[section]}
    assert named == set(_keys(Settings))


@pytest.mark.parametrize("path", SETTINGS, ids=["demo", "new site"])
def test_what_is_commented_out_is_the_default(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGLOT_BASE_URL", raising=False)
    text = path.read_text(encoding="utf-8")
    silent = re.sub(r"^[a-z_]+ = .*\n", "", text, flags=re.MULTILINE)
    (tmp_path / "diglot.toml").write_text(_uncommented(silent), encoding="utf-8")
    loaded, findings = settings.load(tmp_path)
    assert findings == []
    usual = settings.load(tmp_path / "nowhere")[0]
    chosen = {key for key, value in tomllib.loads(text).items() if not isinstance(value, dict)}
    same = {key: getattr(usual, key) for key in (*chosen, "description")}
    assert dataclasses.replace(loaded, **same) == usual


@pytest.mark.parametrize("path", SETTINGS, ids=["demo", "new site"])
def test_every_key_has_a_comment_of_its_own(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if re.match(r"(?:# )?[a-z_]+ = ", line) and not before.startswith("# ")
    ]
    assert bare == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.M | re.S)
    for target, anchor in re.findall(r"\]\((?!https?:|mailto:)([^)#\s]*)(#[^)\s]*)?\)", text):
        file = (page.parent / target) if target else page
        assert file.exists(), target
        if anchor and file.suffix == ".md":
            heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}
            assert anchor[1:] in slugs, target + anchor


def test_exit_codes_are_those_of_the_program() -> None:
    from diglot import errors
    from diglot.cli.app import STOPPED

    codes = {int(code) for code in re.findall(r"^\| (\d) \|", COMMANDS, re.MULTILINE)}
    used = {STOPPED, 0, 1, *(each.exit_code for each in errors.DiglotError.__subclasses__())}
    assert codes == used
