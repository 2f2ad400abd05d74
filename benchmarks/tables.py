"""How every benchmark tells its figures: one line a measurement, medians with the smallest and the largest."""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence


def parser(about: str | None) -> argparse.ArgumentParser:
    """What every benchmark is asked: `--json`, `--rounds N`."""
    asks = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asks.add_argument("--json", action="store_true", help="one object a line")
    asks.add_argument("--rounds", type=int, default=3, help="runs of each (default: 3)")
    return asks


def options(about: str | None) -> argparse.Namespace:
    """The answers, of a benchmark that asks no more."""
    return parser(about).parse_args()


def line(
    name: str, unit: str, peer: str, ours: Sequence[float], theirs: Sequence[float]
) -> dict[str, object]:
    """What one measurement came to; a ratio above 1 says that we are ahead."""
    us, they = statistics.median(ours), statistics.median(theirs)
    more_is_better = unit.endswith("/s")
    return {
        "name": name,
        "ours": _short(us),
        "theirs": _short(they),
        "unit": unit,
        "peer": peer,
        "ratio": round(us / they if more_is_better else they / us, 2),
        "ours_range": [_short(min(ours)), _short(max(ours))],
        "theirs_range": [_short(min(theirs)), _short(max(theirs))],
    }


def _short(figure: float) -> float:
    return round(figure) if figure >= 100 else round(figure, 1)


def tell(line: dict[str, object], *, as_json: bool) -> None:
    """Print it for a script, or for a person."""
    if as_json:
        print(json.dumps(line), flush=True)
        return
    print(
        f"{line['name']:<28} ours {line['ours']} {line['ours_range']}  {line['peer']} "
        f"{line['theirs']} {line['theirs_range']}  {line['unit']}  x{line['ratio']}",
        flush=True,
    )
