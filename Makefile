# What people do with blendnb from a checkout. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
MADE   := $(VENV)/.made
WORK   ?= blendnb-work
CHECKS := tests/javascript

# The system tools that some tests need: Debian package:command. The one list of them.
SYSTEM_TOOLS := chromium:chromium poppler-utils:pdftoppm libreoffice-calc-nogui:soffice khal:khal \
  default-jre-headless:java npm:npm

.PHONY: help env lab test tools bench mutants stress docs lock types format clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

env: $(MADE) ## create the environment that the lock file describes

lab: $(MADE) ## open JupyterLab on a working copy of the notebooks (WORK=folder)
	@$(BIN)/blendnb lab "$(WORK)"

test: $(MADE) tools ## run every test, notebook and check
	@$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

bench: $(MADE) ## measure, each figure beside a peer
	@for script in benchmarks/[a-z]*.py; do $(BIN)/python "$$script" || exit 1; done

mutants: $(MADE) ## put small faults into the code and see whether the tests notice (ARGS="charts --sample 200")
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[mutants]"
	@$(BIN)/python -m tools.mutants $(ARGS)

stress: $(MADE) ## draw forty times as many examples in the property tests
	@$(BIN)/python -m pytest tests -n 2 -m "not browser" --hypothesis-profile=stress

docs: $(MADE) ## write the documentation that is made from the code
	@$(BIN)/python docs/write_commands.py
	@$(BIN)/python docs/write_audit.py

lock: $(MADE) ## refresh the lock file from pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip compile pyproject.toml --extra test --universal --fork-strategy fewest \
	  --no-config --quiet --upgrade --custom-compile-command "make lock" -o requirements.lock

types: $(MADE) ## write the types of the studio's messages into its scripts
	@$(BIN)/python -m tools.browser_types

format: $(MADE) ## format the code and fix what ruff can fix
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

clean: ## remove the environment and all that the tools left behind
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made once; again when what it is made from changes. Nothing here needs more than plain pip.
$(MADE): requirements.lock pyproject.toml hatch_build.py
	@echo "Creating the environment in $(VENV) (a minute or two, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "blendnb needs Python 3.11 or newer; say which: make PYTHON=python3.11 ...")'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock & \
	  install=$$!; while kill -0 $$install 2>/dev/null; do printf .; sleep 3; done; echo; wait $$install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Installs what is missing where it may; says loudly what is missing where it may not.
tools:
	@missing() { for tool in $(SYSTEM_TOOLS); do \
	  command -v "$${tool#*:}" >/dev/null || printf '%s ' "$${tool%%:*}"; done; }; \
	packages=$$(missing); [ -n "$$packages" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; fi; \
	if command -v apt-get >/dev/null && $$root true 2>/dev/null </dev/null; then \
	  echo "Installing $$packages..."; \
	  $$root apt-get update -qq && \
	  $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$packages >/dev/null; fi; \
	packages=$$(missing); [ -n "$$packages" ] || exit 0; \
	echo "**** MISSING: $$packages-- the tests that need them will be SKIPPED ****" >&2; \
	[ "$$CI" != true ] || { echo "**** ... which CI=true does not allow ****" >&2; exit 1; }
	@command -v npm >/dev/null || exit 0; [ $(CHECKS)/node_modules -nt $(CHECKS)/package-lock.json ] || \
	npm ci --prefix $(CHECKS) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && touch $(CHECKS)/node_modules
