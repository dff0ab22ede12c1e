# The front door of thidua. `make` lists the targets; nothing but Python 3.11 or newer, git and make is needed.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PINS := pyproject.toml constraints.txt

.PHONY: help setup demo test slow check format answers docs notebooks pictures bench lock clean clean-all

help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | while IFS=$$'\t' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: $(VENV)/.installed  ## Install thidua in .venv (run-time packages only)

demo: $(VENV)/.installed  ## Crawl the news site that ships with thidua, read it, and show what was found
	@$(BIN)/thidua demo

test: $(VENV)/.installed-test  ## Run the tests (without the slow ones)
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile -m "not slow"

slow: $(VENV)/.installed-test  ## Run the slow tests
	@$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile -m slow

check: $(VENV)/.installed-dev  ## Check style, types, the direction of imports, and what documents name
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q -p no:xdist tests/test_imports.py tests/test_house.py tests/test_docs.py

format: $(VENV)/.installed-dev  ## Put the code in the house style
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

answers: $(VENV)/.installed-test  ## Write anew what follows from the code in the documents
	@$(BIN)/python -m pytest -q --rewrite tests/warehouse/tables/test_dictionary.py tests/thidua/test_cookbook.py \
		tests/docs/test_figures.py tests/docs/test_house.py tests/docs/test_sessions.py

docs: $(VENV)/.installed-docs  ## Build the handbook into site/
	@$(BIN)/mkdocs build --strict --quiet

notebooks: $(VENV)/.installed-notebook  ## Run the notebooks on the demo's data or THIDUA_HOME and write notebooks/html
	@[ -n "$${THIDUA_HOME:-}" ] || [ -e thidua-demo/current ] || $(BIN)/thidua demo
	@$(BIN)/python -m thidua.notebook_pages

pictures: $(VENV)/.installed-test demo  ## Take the pictures of the documents anew, of the demo's site in Chromium
	@$(BIN)/python -m tests.web.browser.pictures thidua-demo

bench: $(VENV)/.installed-bench  ## Run the benchmarks that need nothing but the project; three quarters of an hour
	@$(BIN)/python -m benchmarks

lock: $(VENV)/.installed-dev  ## Choose the newest packages anew and pin them in constraints.txt
	@$(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --upgrade --python-version 3.11 --all-extras \
		pyproject.toml -o constraints.txt

clean:  ## Remove what the tools keep for themselves (not the data)
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis dist site *.egg-info
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

clean-all: clean  ## Remove the virtual environment and the demo's data too
	@rm -rf $(VENV) thidua-demo

# The environment: a Python that is new enough is looked for when $(PYTHON) is not.
$(VENV)/.made:
	@chosen=; for python in "$(PYTHON)" python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then chosen=$$python; break; fi; \
	done; \
	if [ -z "$$chosen" ]; then \
		echo "error: thidua needs Python 3.11 or newer; \"$(PYTHON)\" is $$("$(PYTHON)" --version 2>&1 | head -n 1)." >&2; \
		echo "       Name one: make PYTHON=/path/to/python3.12" >&2; exit 1; \
	fi; \
	[ -x $(BIN)/python ] || "$$chosen" -m venv $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip; \
	touch $@

define install
	@echo "Installing $(1) in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$(1)"
	@touch $@
endef

$(VENV)/.installed: $(VENV)/.made $(PINS)
	$(call install,.)

$(VENV)/.installed-test: $(VENV)/.made $(PINS)
	$(call install,.[test])
	@touch $(VENV)/.installed

$(VENV)/.installed-notebook: $(VENV)/.made $(PINS)
	$(call install,.[notebook])
	@touch $(VENV)/.installed

$(VENV)/.installed-docs: $(VENV)/.made $(PINS)
	$(call install,.[docs])
	@touch $(VENV)/.installed

$(VENV)/.installed-bench: $(VENV)/.made $(PINS)
	$(call install,.[bench])
	@touch $(VENV)/.installed

$(VENV)/.installed-dev: $(VENV)/.made $(PINS)
	$(call install,.[dev])
	@touch $(VENV)/.installed $(VENV)/.installed-test
