"""The authenticity adapter: who sent a mail, asked of the DNS and of the mail's own signatures.

Security: every byte that it reads, of mails and of name servers, is a stranger's; see each module for its limits.
Promises: see `DnsAuthenticator`.
"""

from __future__ import annotations

from docketmail.adapters.authenticity.authenticator import DnsAuthenticator


__all__ = ["DnsAuthenticator"]
