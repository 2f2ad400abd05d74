"""No input of any size that is read costs more than 100 ms or 50 MB, and none ends a reader."""

from __future__ import annotations

import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.heavy import heavy_mails, heavy_pages
from fuzz.targets import read_mail, read_page
from fuzz.weigh import MOST_BYTES, MOST_SECONDS, weigh


MAILS = list(heavy_mails())
PAGES = list(heavy_pages())


@pytest.mark.soak
@pytest.mark.parametrize("data", [data for _, data in MAILS], ids=[name for name, _ in MAILS])
def test_a_mail_of_the_largest_size_is_light(data: bytes) -> None:
    assert not (weight := weigh(read_mail, data)).is_too_much, weight


@pytest.mark.soak
@pytest.mark.parametrize("data", [data for _, data in PAGES], ids=[name for name, _ in PAGES])
def test_a_page_of_the_largest_size_is_light(data: bytes) -> None:
    assert not (weight := weigh(read_page, data)).is_too_much, weight


def test_what_is_heavy_is_found() -> None:
    assert weigh(lzma.compress, b"x" * 30_000_000).seconds > MOST_SECONDS
    assert weigh(list, bytes(10_000_000)).size > MOST_BYTES
    assert not weigh(len, b"x" * 3_000_000).is_too_much


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_ten_minutes_of_fuzzing_find_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris")
    runner = Path(__file__).with_name("run.py")
    command = [sys.executable, str(runner), "--seconds=600", f"--directory={tmp_path / 'fuzz'}"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.returncode == 0, ended.stdout
