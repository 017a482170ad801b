"""The order of the stages, read off the imports: data only ever moves forward."""

from __future__ import annotations

import ast
from pathlib import Path

import diglot

ROOT = Path(diglot.__file__).parent

STAGES = ("capture", "clean", "catalogue", "translate", "publish", "search")
"""None of them imports another; `catalogue`'s values are what `publish` is made from."""

MAY = {
    "publish": {"catalogue"},
    "search": {"catalogue", "publish"},
}
"""What a stage may read besides the base modules: the values of the stage before it."""

BASE = (
    "model",
    "languages",
    "errors",
    "toml_tables",
    "settings",
    "setting_checks",
    "fingerprint",
    "record",
    "options",
    "collector",
    "instep",
    "rendered",
    "commonmark",
)
"""Modules that import no stage."""

OWNERS = {
    "frontmatter": "capture.handler",
    "comrak": "commonmark",
    "markdown": "publish.pymarkdown",
    "jinja2": "publish.engine",
    "deep_translator": "translate.engines.deep",
    "nh3": "publish.html",
    "concurrent": "workers",
    "distributed": "cluster",
    "polib": "translate.po",
    "numpy": "search.weaving",
}
"""Libraries, each with the one module that imports it (the first part of a dotted owner's name)."""


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _modules() -> dict[str, set[str]]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): _imports(path)
        for path in sorted(ROOT.rglob("*.py"))
    }


def test_stages_do_not_import_one_another() -> None:
    wrong = []
    for module, imports in _modules().items():
        stage = module.partition(".")[0]
        if stage not in STAGES:
            continue
        for name in imports:
            parts = name.split(".")
            if parts[0] != "diglot" or len(parts) < 2 or parts[1] == stage:
                continue
            if parts[1] in STAGES and parts[1] not in MAY.get(stage, set()):
                wrong.append(f"{module} imports {name}")
    assert not wrong


def test_base_modules_import_no_stage() -> None:
    wrong = [
        f"{module} imports {name}"
        for module, imports in _modules().items()
        if module in BASE
        for name in imports
        if name.startswith("diglot.") and name.split(".")[1] not in (*BASE, "__version__")
    ]
    assert not wrong


def test_each_library_has_one_importer() -> None:
    importers: dict[str, set[str]] = {name: set() for name in OWNERS}
    for module, imports in _modules().items():
        for name in imports:
            head = name.partition(".")[0]
            if head in importers:
                importers[head].add(module)
    assert {name: sorted(found) for name, found in importers.items() if len(found) > 1} == {}
    wrong = {n: found for n, found in importers.items() if found and found != {OWNERS[n]}}
    assert wrong == {}


def test_only_the_front_end_prints() -> None:
    printers = [
        module
        for module in _modules()
        for node in ast.walk(
            ast.parse((ROOT / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8"))
        )
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert printers == []


def test_modules_stay_short_or_say_why() -> None:
    long = []
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        module = ast.get_docstring(ast.parse(text)) or ""
        if text.count("\n") > 200 and "200 lines" not in module:
            long.append(f"{path.relative_to(ROOT)} {text.count(chr(10))}")
    assert long == []
