from __future__ import annotations

import os
from pathlib import Path

import pytest

from docketmail.adapters import pager
from docketmail.adapters.pager import HookPager
from docketmail.ports import UnpagedError


def hook(folder: Path, script: str, mode: int = 0o755) -> Path:
    command = folder / "hook"
    command.write_text(f"#!/bin/sh\n{script}\n")
    command.chmod(mode)
    return command


def said_in(file: Path) -> list[str]:
    return file.read_text().splitlines()


async def test_the_hook_is_told_the_hold_and_the_rule_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "a canary")
    said = tmp_path / "said"
    command = hook(tmp_path, f'echo "$# $1 $2" > {said}; env >> {said}')
    await HookPager(command).page("h000001", "suspect")
    first, *environment = said_in(said)
    assert first == "2 h000001 suspect"
    assert "PATH=/usr/bin:/bin" in environment
    assert not any("canary" in line for line in environment)


async def test_no_shell_reads_what_it_is_told(tmp_path: Path) -> None:
    said = tmp_path / "said"
    command = hook(tmp_path, f'printf "%s\\n" "$@" > {said}')
    await HookPager(command).page("h1; exit 1", "$(exit 1) *")
    assert said_in(said) == ["h1; exit 1", "$(exit 1) *"]


async def test_it_is_given_no_input_to_wait_for(tmp_path: Path) -> None:
    await HookPager(hook(tmp_path, "cat")).page("h1", "suspect")


async def test_a_firm_without_a_hook_has_nobody_to_page() -> None:
    await HookPager(None).page("h1", "suspect")


async def test_a_hook_that_fails_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnpagedError, match="exit status 3"):
        await HookPager(hook(tmp_path, "exit 3")).page("h1", "suspect")


async def test_a_hook_that_is_not_there_or_cannot_be_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnpagedError, match="FileNotFoundError"):
        await HookPager(tmp_path / "nothing").page("h1", "suspect")
    with pytest.raises(UnpagedError, match="PermissionError"):
        await HookPager(hook(tmp_path, "exit 0", mode=0o644)).page("h1", "suspect")


async def test_a_hook_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pager, "SECONDS", 0.2)
    said = tmp_path / "pid"
    with pytest.raises(UnpagedError, match="no end within"):
        await HookPager(hook(tmp_path, f"echo $$ > {said}; exec sleep 60")).page("h1", "suspect")
    [pid] = said_in(said)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)
