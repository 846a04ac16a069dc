# The portal's commands. `make help` lists them; docs/testing.md and docs/running.md say more.
#
# Everything is made inside the checkout: .venv (Python packages) and var (database, files, mail of the demo).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help demo setup reset test test-slow test-next check lock screenshots shots lighthouse

PORT ?= 8000
BROWSER ?= auto
WORKERS ?= 2
PY := .venv/bin/python
ARGS ?=
# Compiled Python is kept in var, even where the account asks for none: else each process that the tests or the demo
# start compiles Django and Wagtail anew, which takes longer than all else of its start
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX := $(CURDIR)/var/pycache

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@echo "  PORT=8001 make demo    serves on another port"
	@echo "  BROWSER=none make test leaves the browser tests out, and says so"

demo: setup ## Set up the sample university and serve it on http://localhost:8000
	@.ci/serve "$(PORT)"

setup: ## All that `make demo` does, but serve
	@.ci/venv base
	@.ci/database

reset: ## Begin anew: throw the sample university away and make it again
	@.ci/venv base
	@.ci/database --anew

test: ## Run all tests but the slow ones
	@.ci/venv test
	@BROWSER="$(BROWSER)" .ci/browser
	@BROWSER="$(BROWSER)" $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m "not slow" $(ARGS)

test-slow: ## Run the tests that take long
	@.ci/venv test
	@BROWSER="$(BROWSER)" .ci/browser
	@BROWSER="$(BROWSER)" WORKERS="$(WORKERS)" .ci/slow $(ARGS)

check: ## Style, types, import contracts, migrations, settings for production
	@.ci/venv check
	@.ci/check

screenshots: ## Take the pictures in docs/ from a demo that is being served on PORT
	@.ci/venv test
	@.ci/browser
	@$(PY) -m docs.screenshots --base "http://127.0.0.1:$(PORT)" $(ARGS)

shots: ## Lay every page type of a demo that is served on PORT side by side, in var/shots
	@.ci/venv test
	@.ci/browser
	@$(PY) -m docs.screenshots --base "http://127.0.0.1:$(PORT)" --every $(ARGS)

lighthouse: setup ## Ask Lighthouse of the main pages, served as in production (needs npm)
	@.ci/venv test
	@.ci/browser
	@$(PY) -m bench.lighthouse $(ARGS)

lock: ## Pin the dependencies of pyproject.toml anew (ARGS=--upgrade takes newer ones)
	@.ci/venv base
	@.ci/lock $(ARGS)

test-next: ## Run the suite on the next Wagtail (8.0), in a venv of its own; outside the gate
	@BROWSER="$(BROWSER)" WORKERS="$(WORKERS)" .ci/next $(ARGS)
