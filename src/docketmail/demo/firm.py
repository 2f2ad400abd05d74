"""The firm of the demo: invented people, one matter each in a few courts."""

from __future__ import annotations


INTAKE_DOMAIN = "dockets.example.com"
MX = "mx.example.com"
ANNA_INTAKE = f"anna-k3v9q27xm2@{INTAKE_DOMAIN}"
BEN_INTAKE = f"ben-7xk4m2pz9w@{INTAKE_DOMAIN}"
ANNA = "anna.quill@example.com"
BEN = "ben.hart@example.com"
DESK = "docketing@example.com"
CLARA = "clara.voss@example.com"
PAT = "pat.lind@example.com"

ROSTER = f"""\
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
timezone = "America/New_York"

[[firm.person]]
id = "anna"
name = "Anna Quill"
email = "{ANNA}"
intake = "{ANNA_INTAKE}"

[[firm.person]]
id = "ben"
name = "Ben Hart"
email = "{BEN}"
intake = "{BEN_INTAKE}"

[[firm.person]]
id = "desk"
name = "Docketing Desk"
email = "{DESK}"

[[firm.person]]
id = "clara"
name = "Clara Voss"
email = "{CLARA}"

[[firm.person]]
id = "pat"
name = "Pat Lind"
email = "{PAT}"

[[firm.matter]]
id = "1047-002"
name = "Marlow v. Ostrander"
cases = ["vtd 2:26-cv-00771"]
readers = ["anna", "pat"]

[[firm.matter]]
id = "2210-001"
name = "In re Nimbus Freight"
cases = ["ctb 26-20091"]
readers = ["ben", "pat"]
"""
