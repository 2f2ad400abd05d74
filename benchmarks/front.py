"""The daemon's front alone: intake, roster, admission, spool and ledger as it serves with, and no workers.

What it accepts is sealed and durable, each message with its notice and that notice's first event, and
then left lying: reading and telling afterwards would compete for the processor. `front.py PORT DIRECTORY`.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path

from docketmail import config as configuration
from docketmail.adapters.intake import Intake, Known, Limits, bind
from docketmail.admission import Admission
from docketmail.daemon import world
from docketmail.demo.rig import Rig


async def serve(port: int, directory: Path) -> None:
    """Serve until SIGTERM."""
    rig = Rig(directory)
    await rig.set_up()
    async with world(configuration.load(rig.config)) as ready:
        roster = ready.roster()
        intake = Intake(
            accept=Admission(ready, stir=lambda: None).accept,
            knows=lambda to: Known.KNOWN if roster.addressed((to,)) else Known.UNKNOWN,
            hostname="intake.test",
            limits=Limits(),
            on_fault=lambda fault: print(fault, file=sys.stderr),
        )
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
        await intake.start([bind("127.0.0.1", port)])
        await ended.wait()
        await intake.close(grace=1)
    await rig.tear_down()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
