# `make run` opens the desk; `make check` is what every change must pass. Each installs what it
# needs the first time, and asks the network for nothing after that.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header

.DELETE_ON_ERROR:
.PHONY: run test check prove cover mutants bench look soak lock clean

run: .venv/ready
	@PYTHON=$(BIN)/python sh .ci/native run
	@$(BIN)/foil serve

test: .venv/ready-to-test
	@PYTHON=$(BIN)/python sh .ci/native test
	@$(BIN)/python -m compileall -q -j0 foil
	@$(BIN)/pytest

check: .venv/ready-to-test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

# Two readings of the law, counted side by side over 200,000 made-up histories.
prove: .venv/ready-to-test
	@$(BIN)/python -m tests.prove

# Every branch of the law is taken by some test.
cover: .venv/ready-to-test
	@$(BIN)/coverage run -m pytest -n0 -q tests/unit/law tests/integration/test_cli_clock.py
	@$(BIN)/coverage report

# Whatever is changed in the law, a test notices, or a line says why none can.
mutants: .venv/ready-to-test
	@$(BIN)/python -m tests.mutation

bench: .venv/ready-to-test
	@$(BIN)/python -m tests.bench

look: .venv/ready-to-test
	@$(BIN)/python -m tests.look
	@$(BIN)/python -m tests.look.letters

soak: .venv/ready-to-test
	@PYTHON=$(BIN)/python sh .ci/native test
	@$(BIN)/pytest -n2 --seconds=60 tests/integration/test_durability.py \
	  tests/integration/test_killed_while_reading.py tests/integration/test_fuzzed_files.py

# The newest of everything that pyproject.toml allows, with the hash of every file.
lock: .venv/ready-to-test
	$(COMPILE) --upgrade --group build --extra postgresql -o requirements.lock pyproject.toml
	$(COMPILE) --upgrade --group dev -c requirements.lock -o requirements-dev.lock pyproject.toml

# What the tools made. Never the record: that is in instance/, or where FOIL_DATA says.
clean:
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'FOIL Desk needs Python 3.11 or newer; name one, as in: make run PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { rm -rf .venv; \
	  echo 'Python came without venv; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	@echo 'Installing what FOIL Desk is built on; this takes a minute, once.'
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: requirements-dev.lock .venv/ready
	@echo 'Installing what its tests use.'
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
