# Each target makes the environment that it needs, in .venv, from PyPI and the lock files.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TESTS := $(BIN)/pytest -m "not soak"

.PHONY: demo test check soak accept build lock clean

demo: .venv/installed
	$(BIN)/docketmail demo

test: .venv/installed-dev
	$(TESTS) -n 2 --dist loadgroup

check: .venv/installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS) -x -q -n 2 tests/core

soak: .venv/installed-dev
	$(BIN)/pytest -m soak --timeout 3600

# What docketmail reads in the sample mails becomes what the tests expect: review the difference.
accept: .venv/installed-dev
	$(BIN)/python tests/accept.py

build: .venv/installed-dev
	$(PIP) wheel --no-deps --wheel-dir dist .

# Newer versions of everything, for every Python that is supported.
lock: .venv/bin/python
	$(PIP) install uv
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv dist

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install -r requirements.lock
	$(PIP) install --no-deps --editable .
	touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(PIP) install -r requirements-dev.lock
	touch $@
