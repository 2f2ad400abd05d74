"""The intake adapter: SMTP in.

Security: strangers speak to this part first; see `Limits` for what each may use of us.
Promises: 250 follows a final dot only after the message is durable.
"""

from __future__ import annotations

from docketmail.adapters.intake.certificate import TlsFiles
from docketmail.adapters.intake.limits import Limits
from docketmail.adapters.intake.reception import Known
from docketmail.adapters.intake.server import Intake
from docketmail.adapters.intake.sockets import bind, systemd_sockets


__all__ = ["Intake", "Known", "Limits", "TlsFiles", "bind", "systemd_sockets"]
