"""A toy court over real TLS and a toy mailbox: for `docketmail demo` and the tests."""
