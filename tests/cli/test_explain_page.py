from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from docketmail.cli.explain_page import page


PAGES = Path(__file__).parents[1] / "pages"
LINK = (
    "https://ecf.xyzd.uscourts.gov/doc1/999000000100?caseid=4711&de_seq_num=30&magic_num=55501234"
)
GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"


def explain(name: str, *options: str, link: str = LINK) -> dict[str, Any]:
    run = CliRunner().invoke(page, ["--json", "--link", link, *options, str(PAGES / name)])
    assert run.exit_code == 0, run.output
    told: dict[str, Any] = json.loads(run.output)
    return told


def test_a_menu_is_followed_to_every_document_as_it_would_be_sent() -> None:
    told = explain("menu.html")
    assert told["schema"] == 1
    assert told["answer"] == "menu"
    assert told["follow"] == [
        LINK.replace("999000000100", document_id) + "&use_magic=1"
        for document_id in ("999100000100", "999100000101", "999100000103")
    ]
    assert told["documents"][2] == {
        "index": 3,
        "document_id": "999100000103",
        "description": "Proposed Order",
        "pages": 2,
        "bytes": 90_000,
    }


def test_a_frame_is_followed_to_its_file() -> None:
    told = explain("frame.html")
    assert told["answer"] == "frame"
    assert [url.partition("?")[0] for url in told["follow"]] == [
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl"
    ]


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("login.html", "login"),
        ("receipt.html", "receipt"),
        ("appellate_receipt.html", "receipt"),
        ("menu_of_a_signed_in_user.html", "unknown"),
    ],
)
def test_a_page_that_asks_for_something_is_not_followed(name: str, answer: str) -> None:
    told = explain(name)
    assert told["answer"] == answer
    assert told["follow"] == []
    assert told["documents"] == []
    assert told["signals"]


def test_an_appellate_list_is_named_and_not_followed() -> None:
    told = explain(
        "appellate_list.html",
        link="https://ecf.ca99.uscourts.gov/docs1/999050000100?uid=0123456789abcdef",
    )
    assert told["follow"] == []
    assert [document["bytes"] for document in told["documents"]] == [None, 8_890]


def test_status_and_content_type_count() -> None:
    assert explain("menu.html", "--status", "503")["follow"] == []
    assert explain("menu.html", "--content-type", "text/plain")["follow"] == []


def test_a_pdf_is_the_document(tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(b"%PDF-1.7\n")
    told = explain(str(tmp_path / "paper"))
    assert told["answer"] == "pdf"
    assert [document["document_id"] for document in told["documents"]] == ["999100000100"]


def test_an_acms_link_has_a_walk_of_its_own() -> None:
    told = explain("frame.html", link=f"https://ca99-showdoc.azurewebsites.us/NDA/{GUID}")
    assert told["follow"] == []


def test_a_person_reads_lines() -> None:
    run = CliRunner().invoke(page, ["--link", LINK, str(PAGES / "login.html")])
    assert run.output.splitlines()[:2] == ["answer:   login", "requests: nothing"]
    run = CliRunner().invoke(page, ["--link", LINK, str(PAGES / "menu.html")])
    assert "document: 3 Proposed Order, 2 pages, 90000 bytes" in run.output


@pytest.mark.parametrize("link", ["nonsense", "https://[", "/doc1/1"])
def test_a_link_that_is_no_address_is_a_wrong_use(link: str) -> None:
    run = CliRunner().invoke(page, ["--link", link, str(PAGES / "menu.html")])
    assert run.exit_code == 2
    assert "whole address" in run.output


def test_it_starts_without_the_parts_of_the_daemon() -> None:
    code = (
        "import sys, docketmail.cli.explain_page;"
        "print([n for n in ('sqlalchemy', 'pydantic', 'httpx', 'asyncio') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout.strip() == "[]"


def test_a_state_s_landing_page_is_followed_to_each_resource(tmp_path: Path) -> None:
    resource = f"https://illinois.tylertech.cloud/DownloadResource.ashx?RID={GUID}"
    link = f"https://illinois.tylertech.cloud/ViewDocuments.aspx?FID={GUID}"
    file = tmp_path / "landing.html"
    file.write_text(f"<a href='/DownloadResource.ashx?RID={GUID}'>Motion.pdf</a>")
    run = CliRunner().invoke(page, ["--json", "--link", link, str(file)])
    told = json.loads(run.output)
    assert (told["answer"], told["follow"]) == ("menu", [resource])
    assert [(one["document_id"], one["description"]) for one in told["documents"]] == [
        (GUID, "Motion.pdf")
    ]


def test_a_state_s_gate_is_named_and_not_passed(tmp_path: Path) -> None:
    link = f"https://illinois.tylertech.cloud/ViewDocuments.aspx?FID={GUID}"
    file = tmp_path / "gate.html"
    file.write_text(
        "<form method=post action=''>Enter your email address <input type=email></form>"
    )
    told = json.loads(CliRunner().invoke(page, ["--json", "--link", link, str(file)]).output)
    assert (told["answer"], told["follow"]) == ("email_gate", [])
