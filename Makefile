# From a fresh clone: `make demo` to try it, `make test` to check it. Both set up what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO := .jobclass/demo
SHOTS := .jobclass/screenshots

.DEFAULT_GOAL := help
.PHONY: help setup demo check test test-long bench ablation screenshots chromium clients

help:
	@echo "make setup      the environment in $(VENV) and the model files; idempotent"
	@echo "make demo       the example specs in a chat at http://127.0.0.1:8000"
	@echo "make check      formatting, lint and types"
	@echo "make test       the checks and the quick tests"
	@echo "make test-long  faults, fuzzing and large runs"
	@echo "make bench      the benchmarks, as ratios against the baselines"
	@echo "make ablation   the scores without one part of the understanding at a time"
	@echo "make screenshots  pictures of every state of chat, widget and pages in $(SHOTS), and the README's"

# The environment is made again only when what it is made from has changed.
$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt -e ".[dev]"
	@touch $@

setup: $(INSTALLED)
	$(BIN)/jobclass setup

demo: setup
	$(BIN)/jobclass ingest ingest/examples --data-dir $(DEMO)
	$(BIN)/jobclass serve --data-dir $(DEMO) --host 127.0.0.1 --port 8000

check: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: setup chromium clients check
	$(BIN)/pytest -n auto -m "not long"

test-long: setup
	$(BIN)/pytest -n auto -m long

bench: setup
	$(BIN)/python -m tests.benchmarks.run
	$(BIN)/python -m tests.benchmarks.formats
	$(BIN)/python -m tests.benchmarks.drafting

ablation: setup
	$(BIN)/python -m tests.benchmarks.ablation

screenshots: setup chromium
	$(BIN)/python -m tests.browser.gallery $(SHOTS)

# The browser tests drive the system's own Chromium.
APT_CHROMIUM := apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium
chromium:
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then :; \
	elif ! command -v apt-get >/dev/null; then \
	  echo "The browser tests need Chromium: install your system's package of that name."; \
	elif [ "$$(id -u)" = 0 ]; then sh -c '$(APT_CHROMIUM)'; \
	elif sudo -n true 2>/dev/null; then sudo -n sh -c '$(APT_CHROMIUM)'; \
	else echo "The browser tests need Chromium: run \`sudo apt-get install chromium\`."; fi

# The AI SDK reads the chat on Node: the system's, or that of a PyPI package.
clients: $(INSTALLED)
	@$(BIN)/python -m tests.clients.node
