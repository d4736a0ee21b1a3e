# The portal's commands; `make` alone lists them. CONTRIBUTING.md tells when to use which.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.PHONY: help setup run test check bench screenshots lock clean
.DEFAULT_GOAL := help

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: $(VENV)/dev.stamp ## make the environment in .venv/, for running and for developing

run: $(VENV)/base.stamp ## serve the portal with sample figures on http://127.0.0.1:$(PORT)/
	@$(BIN)/python manage.py try_out --port $(PORT)

test: $(VENV)/dev.stamp ## run the whole suite on SQLite and on PostgreSQL
	@$(BIN)/python -m tests

check: $(VENV)/dev.stamp ## run every linter, type and deployment check
	@$(BIN)/python -m tests.check

bench: $(VENV)/dev.stamp ## measure what PDFs and imports cost in time and memory
	@$(BIN)/python -m benchmarks.pdf
	@$(BIN)/python -m benchmarks.import_figures

screenshots: $(VENV)/dev.stamp ## photograph the main pages into var/screenshots/, and the manual's pictures
	@$(BIN)/python -m tests.debian
	@$(BIN)/python -m pytest -q tests/browser/screenshots.py tests/browser/manual_pictures.py

lock: $(VENV)/dev.stamp ## compile pyproject.toml into requirements/, upgrading with UPGRADE=--upgrade
	$(LOCK) $(UPGRADE) pyproject.toml --output-file requirements/base.txt
	$(LOCK) $(UPGRADE) pyproject.toml --group dev --constraints requirements/base.txt \
		--output-file requirements/dev.txt

clean: ## remove the environment and all caches; var/, with its database, stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. pip comes from outside where that works, because Debian's python3 without
# python3-venv makes environments only without pip.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "The portal needs Python 3.11 or newer, which '$(PYTHON)' is not." \
			"Name another one, for example: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --without-pip $(VENV)

PIP = $$(if $(PYTHON) -m pip --version >/dev/null 2>&1; then echo "$(PYTHON) -m pip --python $(BIN)/python"; \
	elif $(BIN)/python -m ensurepip >/dev/null 2>&1; then echo "$(BIN)/python -m pip"; \
	else echo "Neither pip nor ensurepip is there: install Debian's python3-pip." >&2; echo false; fi)

$(VENV)/base.stamp: requirements/base.txt | $(BIN)/python
	@echo "Installing what requirements/base.txt pins into $(VENV)/ ..."
	@pip="$(PIP)"; $$pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt | $(VENV)/base.stamp
	@echo "Installing what requirements/dev.txt pins into $(VENV)/ ..."
	@pip="$(PIP)"; $$pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
