"""Write what docketmail reads from each sample, for review: `python tests/accept.py` and then `git diff tests/notices`.

Nothing else writes these files, but for the samples of Tyler's e-filing: theirs are the facts that they were composed
of (`tests/state_samples.py`). A sample without one fails the tests.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docketmail.cli.explain_notice import explanation
from docketmail.core.courts import read


NOTICES = Path(__file__).parent / "notices"


def accepted(mail: Path) -> str:
    return json.dumps(explanation(read(mail.read_bytes())), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    composed = (NOTICES / "tyler").glob("*.eml")
    for mail in sorted({*NOTICES.rglob("*.eml")} - {*composed}):
        golden = mail.with_suffix(".json")
        said = accepted(mail)
        if not golden.exists() or golden.read_text("utf-8") != said:
            golden.write_text(said, "utf-8")
            sys.stdout.write(f"{golden.relative_to(NOTICES)}\n")


if __name__ == "__main__":
    main()
