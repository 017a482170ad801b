"""The workflows say what docs/deploying.md promises, and a new site's is this repository's own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PACKAGED = ROOT / "diglot" / "starting" / "files" / "github" / "workflows" / "pages.yml"


def _read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes strings only; "on" stays a word
    return loaded


def _steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", [*WORKFLOWS, PACKAGED], ids=lambda path: path.name)
def test_every_workflow_has_the_least_it_needs(path: Path) -> None:
    workflow = _read(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        assert "write" not in job["permissions"].values() or "deploy" in workflow["jobs"]
    for step in _steps(workflow):
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"])
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] == "false"
        assert "${{" not in step.get("run", ""), "what others wrote never reaches a shell"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_others_wrote_is_installed_by_hash(path: Path) -> None:
    lines = [line for step in _steps(_read(path)) for line in step.get("run", "").splitlines()]
    installs = [line for line in lines if "pip install" in line]
    for line in installs:
        ours = "--no-deps --no-build-isolation" in line
        assert ours or re.search(r"--require-hashes .*-r requirements/[a-z]+\.txt$", line), line
    assert installs


def test_dependabot_keeps_actions_and_locks_current() -> None:
    loaded = _read(ROOT / ".github" / "dependabot.yml")
    kept = {each["package-ecosystem"]: each["directory"] for each in loaded["updates"]}
    assert kept == {"github-actions": "/", "pip": "/requirements"}


def test_only_the_deploying_job_may_publish() -> None:
    jobs = _read(ROOT / ".github" / "workflows" / "pages.yml")["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert jobs["deploy"]["environment"]["name"] == "github-pages"


def test_a_new_site_gets_this_repositorys_workflow() -> None:
    ours = _read(ROOT / ".github" / "workflows" / "pages.yml")
    theirs = _read(PACKAGED)
    for workflow in (ours, theirs):
        for step in _steps(workflow):
            if step.get("uses", "").startswith("actions/setup-python"):
                step["with"] = {"python-version": step["with"]["python-version"]}
            if "pip install" in step.get("run", ""):
                step["run"] = "pip install"
    assert ours == theirs


def test_the_base_comes_from_the_site_itself() -> None:
    steps = _steps(_read(PACKAGED))
    build = next(step for step in steps if step.get("run") == "diglot build")
    assert build["env"] == {"DIGLOT_BASE_URL": "${{ steps.pages.outputs.base_url }}"}
    assert any(step.get("id") == "pages" for step in steps)
    cache = next(step for step in steps if step.get("uses", "").startswith("actions/cache@"))
    assert cache["with"]["path"].split() == [".cache", "site"]


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="runs on Linux there")
@pytest.mark.parametrize("findings", [0, 3])
def test_the_check_becomes_a_summary(tmp_path: Path, findings: int) -> None:
    step = next(s for s in _steps(_read(PACKAGED)) if "GITHUB_STEP_SUMMARY" in s.get("run", ""))
    found = [
        {"path": "a.md", "line": n, "severity": "warning", "what": "<b>\n```", "code": "date"}
        for n in range(findings)
    ]
    (tmp_path / "report.json").write_text(json.dumps({"findings": found}), encoding="utf-8")
    (tmp_path / "diglot").write_text(f"#!/bin/sh\ncat '{tmp_path}/report.json'\nexit 1\n")
    (tmp_path / "diglot").chmod(0o755)
    (tmp_path / "python").symlink_to(sys.executable)
    summary = tmp_path / "summary.md"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    place = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary), "PATH": path}
    subprocess.run(["bash", "-e", "-c", step["run"]], env={**os.environ, **place}, check=True)
    text = summary.read_text(encoding="utf-8")
    assert f"{findings} findings" in text
    assert ("| warning | date | 3 |" in text) is bool(findings)
    assert "<b>" not in text
