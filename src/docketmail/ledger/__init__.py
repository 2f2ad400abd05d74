"""Operations on the ledger: plain functions over a `Book`, the same on every database."""
