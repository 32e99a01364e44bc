.DEFAULT_GOAL := help
.PHONY: help setup demo run build test test-long lint pictures bench clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system packages that building needs (Debian, Ubuntu)
	@scripts/setup build

demo: ## A disposable server and two test payments; ONCE=1 exits afterwards, SITE=MLA for another country
	@scripts/demo

run: ## Serve from ./data on port 8420
	@scripts/run

build: ## Optimised binary in build/llavero
	@scripts/build

test: ## Every test; takes 20 to 30 minutes and installs PostgreSQL and Chromium
	@scripts/test

test-long: ## The same with ten times the crashes
	@LONG=1 scripts/test

lint: ## Format and house rules
	@scripts/lint

pictures: ## The pictures of the help pages anew; needs Chromium
	@scripts/pictures

bench: ## Requests per second and latency of the optimised binary
	@scripts/bench

clean: ## Remove everything that was built; ./data stays
	rm -rf .build .build-release build .venv-sdk .venv-browser .venv-bench
