# make start: set up and serve with demo data · make test: set up and test · make setup: only set up
# Needs Python 3.11 or newer with its venv module; nothing else. Works as root or not.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
MESSAGES := $(wildcard verbindlich/locale/*/LC_MESSAGES/django.po)
.DELETE_ON_ERROR:
.PHONY: start setup test check bench lock messages clean

start: setup
	@exec $(BIN)/verbindlich start --port $(PORT)

setup: $(VENV)/.ready

$(VENV)/.python:
	@$(PYTHON) scripts/preflight.py
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.packages: requirements.txt $(VENV)/.python
	@echo "Pakete werden installiert …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.ready: pyproject.toml hatch_build.py $(MESSAGES) $(VENV)/.packages
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.testing: requirements-test.txt $(VENV)/.ready
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-test.txt
	@touch $@

test: $(VENV)/.testing
	@$(BIN)/python scripts/test.py

bench: $(VENV)/.testing
	@$(BIN)/python -m bench

check: $(VENV)/.testing
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

messages: $(VENV)/.testing
	@$(BIN)/verbindlich manage catalogue

lock:
	@$(BIN)/pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header requirements-test.in -o requirements-test.txt

clean:
	rm -rf $(VENV) build dist
