# Everything a developer types. `make` alone prints the targets; nothing here needs more than
# Python 3.10 and make, and whatever else is needed is installed into .venv or .cache.

PYTHON ?= python3
ARGS ?=

BIN := .venv/bin
RUN := .venv/.run-stamp
DEV := .venv/.dev-stamp
# a process for each processor; each goes on with what another has not begun
TEST := -m pytest -n auto --dist worksteal -r s
PIP_INSTALL := -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## print these targets
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: $(RUN) ## lint the sample service in demo/, as text and as SARIF, and draw who calls whom
	@$(BIN)/restatelint check demo --output sarif=demo.sarif; test $$? -eq 1
	@$(BIN)/python -m scripts.sarif_excerpt demo.sarif
	@echo
	@$(BIN)/restatelint graph demo

.PHONY: test
test: $(DEV) go-modules ## run the tests (ARGS='-k name' picks some)
	@$(BIN)/python $(TEST) $(ARGS)

# where modules cannot be fetched, the tests that build with them are skipped, and say so
.PHONY: go-modules
go-modules: ## fetch the modules that tests build with; without Go there is nothing to do
	@command -v go >/dev/null || { echo "go is not installed: what tests build with it is skipped" >&2; exit 0; }; \
	echo "fetching the Go modules that tests build with, unless they are there" >&2; \
	find demo fixtures tests -name go.mod -exec grep -L '^// not built:' {} + | while read -r module; do \
	  (cd "$$(dirname "$$module")" && GOFLAGS=-mod=readonly GOTOOLCHAIN=local GOWORK=off go mod download) || break; \
	done

.PHONY: check
check: format-check lint types test docs-check ## run everything a change must pass, as CI does

.PHONY: format
format: $(DEV) ## format the Python code
	@$(BIN)/ruff format --quiet
	@$(BIN)/ruff check --quiet --fix

.PHONY: format-check lint types docs-check
format-check: $(DEV)
	@$(BIN)/ruff format --check --quiet
lint: $(DEV)
	@$(BIN)/ruff check --quiet
types: $(DEV)
	@$(BIN)/mypy --strict
docs-check: $(DEV)
	@$(BIN)/python -m scripts.render_docs --check

.PHONY: docs
docs: $(DEV) ## write the generated parts of the documentation anew
	@$(BIN)/python -m scripts.render_docs

.PHONY: accept
accept: $(DEV) ## write the `// want` comments of fixtures as the rules now report (ARGS=family/rule, or --all); review the diff
	@$(BIN)/python -m scripts.accept $(ARGS)

.PHONY: fixtures-tidy
fixtures-tidy: ## write the fixtures' go.mod files anew (needs Go)
	@find fixtures -name go.mod -execdir go mod tidy \;

.PHONY: rule
rule: rule-name $(DEV) ## begin a rule: make rule NAME=family/rule
	@$(BIN)/python -m scripts.new_rule "$(NAME)"

.PHONY: rule-name
rule-name:
	@test -n "$(NAME)" || { echo "make rule needs a name: make rule NAME=family/rule" >&2; exit 2; }

.PHONY: bench
bench: $(RUN) .cache/bench/.stamp ## measure speed and memory beside ast-grep and a bare parse (EXAMPLES=path adds a tree)
	@PATH="$(CURDIR)/.cache/bench/bin:$$PATH" $(BIN)/python -m benchmarks.bench $(ARGS)
	@$(BIN)/python -m benchmarks.facts $(if $(EXAMPLES),--examples $(EXAMPLES))

.PHONY: growth
growth: $(RUN) ## measure that the time of a check doubles with the text, by shape (ARGS='--runs N SHAPE...')
	@$(BIN)/python -m benchmarks.growth $(ARGS)

.PHONY: proofs
proofs: $(RUN) ## prove the rules on a real Restate server, and write docs/proofs.md (needs Go and npm)
	@$(BIN)/python -m proofs.harness $(ARGS)

.PHONY: lottery
lottery: $(RUN) ## draw Go handlers, run them on a real Restate server, and compare (ARGS='--programs N --seed N')
	@$(BIN)/python -m proofs.lottery $(ARGS)

.PHONY: deadlock
deadlock: $(RUN) ## show on a real Restate server that an object that calls itself hangs (needs Go and npm)
	@$(BIN)/python -m proofs.harness.deadlock

.PHONY: batch
batch: .cache/ray/.stamp ## judge 20,000 answers in processes, on Ray and in a run that is killed (ARGS='--answers N')
	@.cache/ray/bin/python -m benchmarks.batch --ray $(ARGS)

.PHONY: cut
cut: $(RUN) ## cut every accepted answer at every byte: nothing is accepted that is not whole (needs gofmt)
	@$(BIN)/python -m scripts.cut $(ARGS)

.PHONY: compare
compare: $(RUN) ## what two revisions find in the same code (ARGS='REV [REV] --code DIR'): every difference
	@$(BIN)/python -m scripts.compare $(ARGS)

.PHONY: negative
negative: $(RUN) ## check a million lines of Go without Restate, and a service that calls them (needs Go)
	@$(BIN)/python -m benchmarks.negative $(ARGS)

.PHONY: compiles
compiles: $(RUN) ## compare what we say compiles with Go: well-known code, answers, 10,000 mutated answers
	@$(BIN)/python -m benchmarks.compiling $(ARGS)
	@$(BIN)/python -m scripts.agreement

.PHONY: standard-library
standard-library: $(RUN) ## write what Go's standard library exports anew (needs Go; ARGS=--check only compares)
	@$(BIN)/python -m scripts.standard_library $(ARGS)

.PHONY: sdk-api
sdk-api: $(DEV) ## write the SDK's API over all its releases anew (needs Go; ARGS=--check only compares)
	@$(BIN)/python -m scripts.sdk_api $(ARGS)

.PHONY: sdk-history
sdk-history: $(DEV) ## check every release of the SDK by itself: any finding is false (needs Go)
	@$(BIN)/python -m scripts.sdk_history $(ARGS)

.PHONY: fuzz
fuzz: $(RUN) ## put mutated fixtures and answers through every format for a minute (ARGS="--inputs N --seed N --record")
	@$(BIN)/python -m scripts.fuzz $(ARGS)

.PHONY: sarif
sarif: $(RUN) ## validate SARIF of all fixtures with GitHub's rules (needs npm)
	@mkdir -p .cache
	@$(BIN)/restatelint check fixtures --preset strict --fail-on never --format sarif >.cache/fixtures.sarif
	@$(BIN)/python -m scripts.validate_sarif .cache/fixtures.sarif || test $$? -eq 3

.PHONY: formats
formats: $(DEV) ## give reports of all fixtures to what reads them: reviewdog and others (needs Go and npm)
	@$(BIN)/python -m scripts.validate_formats $(ARGS)

.PHONY: peers
peers: .cache/peers/.stamp $(RUN) ## run what other linters can do beside restatelint, and write docs/comparison.md (needs Go)
	@PATH="$(CURDIR)/$(BIN):$(CURDIR)/.cache/peers/bin:$$PATH" $(BIN)/python -m scripts.peers

.PHONY: dist
dist: .cache/dist/.stamp ## build the sdist and the wheel into dist/, check them, and run the wheel by uvx
	@rm -rf dist
	@.cache/dist/bin/python -m build --quiet --outdir dist . >/dev/null
	@.cache/dist/bin/python -m twine check --strict dist/*
	@.cache/dist/bin/check-wheel-contents dist/*.whl
	@cd demo && ../.cache/dist/bin/uvx --quiet --from ../dist/*.whl restatelint check --isolated --exit-zero | tail -n 1
	@cd demo && ../.cache/dist/bin/uvx --quiet --from ../dist/*.tar.gz restatelint --version

.PHONY: image
image: ## run the steps of the Containerfile in an empty virtual environment; it pulls no image
	@rm -rf .cache/image && $(PYTHON) -m venv .cache/image
	@.cache/image/bin/python -m pip --disable-pip-version-check install --quiet --no-cache-dir .
	@.cache/image/bin/restatelint --version
	@cd demo && ../.cache/image/bin/restatelint check --isolated --exit-zero | tail -n 1

.PHONY: versions
versions: versions-lowest versions-newest ## run the tests with the lowest and the newest tree-sitter

.PHONY: versions-lowest versions-newest
versions-lowest: .cache/lowest/.stamp
	@.cache/lowest/bin/python $(TEST) $(ARGS)
versions-newest: .cache/newest/.stamp
	@.cache/newest/bin/python $(TEST) $(ARGS)

.PHONY: precommit
precommit: $(DEV) ## run the slow tests: pre-commit itself, on a repository made for it
	@$(BIN)/python -m pytest -m slow $(ARGS)

.PHONY: lsp
lsp: .cache/lsp/.stamp ## ask the language server what editors ask, as a process (ARGS='-k name' picks some)
	@.cache/lsp/bin/python -m pytest -m lsp -o asyncio_default_fixture_loop_scope=function -p no:randomly tests/lsp $(ARGS)

.PHONY: vscode
vscode: .cache/lsp/.stamp editors/vscode/node_modules/.stamp ## check, test and pack the VS Code extension, and list what is in it (needs npm)
	@cd editors/vscode && npm run --silent check && npm run --silent build
	@cd editors/vscode && RESTATELINT=$(CURDIR)/.cache/lsp/bin/restatelint npm run --silent test
	@cd editors/vscode && npm run --silent package && npm run --silent contents

.PHONY: edits
edits: .cache/lsp/.stamp ## measure the time from an edit to findings in 300 files (ARGS='--module DIR --edits N --seed N')
	@.cache/lsp/bin/python -m benchmarks.edits $(ARGS)

.PHONY: site
site: .cache/site-env/.stamp ## build the documentation site into .cache/site/html, and check its links and anchors
	@.cache/site-env/bin/python -m scripts.site
	@cd .cache/site && ../site-env/bin/zensical build --strict
	@.cache/site-env/bin/python -m scripts.site_links

.PHONY: pages
pages: .cache/pages/.stamp site ## try the HTML report, the map and the site in a real Chromium (needs npm and Chromium)
	@.cache/pages/bin/python -m pytest -m pages tests/pages $(ARGS)

.PHONY: pages-bench
pages-bench: .cache/pages/.stamp ## measure when a report of 5,000 findings is seen, and its memory (ARGS='page.html')
	@.cache/pages/bin/python -m benchmarks.pages $(ARGS)

.PHONY: clean
clean: ## remove the environments and everything else that was built
	@rm -rf .venv .cache dist demo.sarif .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

# $(call environment,DIRECTORY) makes an empty virtual environment, or says what is missing for one.
define environment
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is not installed; restatelint needs Python 3.10 or newer: make PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 10) or sys.exit("%s is Python %s; restatelint needs 3.10 or newer: make PYTHON=python3.12, for example" % (sys.executable, sys.version.split()[0]))'
	@echo "building $(1) with $$($(PYTHON) --version)" >&2
	@$(PYTHON) -m venv --clear $(1) || { rm -rf $(1); \
	  echo "$(PYTHON) cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
endef

.venv/bin/python:
	$(call environment,.venv)

$(RUN): pyproject.toml | .venv/bin/python
	@$(BIN)/python $(PIP_INSTALL) --editable .
	@touch $@

$(DEV): pyproject.toml $(RUN)
	@$(BIN)/python $(PIP_INSTALL) --editable '.[dev]'
	@touch $@

.cache/lowest/.stamp: pyproject.toml
	$(call environment,.cache/lowest)
	@.cache/lowest/bin/python $(PIP_INSTALL) --editable '.[dev]' 'tree-sitter==$(shell sed -n 's/.*"tree-sitter>=\([0-9.]*\),.*/\1/p' pyproject.toml)'
	@touch $@

.cache/newest/.stamp: pyproject.toml
	$(call environment,.cache/newest)
	@.cache/newest/bin/python $(PIP_INSTALL) --upgrade --editable '.[dev]' tree-sitter
	@touch $@

.cache/ray/.stamp: pyproject.toml
	$(call environment,.cache/ray)
	@.cache/ray/bin/python $(PIP_INSTALL) --editable '.[parquet,ray]'
	@touch $@

.cache/pages/.stamp: pyproject.toml
	$(call environment,.cache/pages)
	@.cache/pages/bin/python $(PIP_INSTALL) --editable '.[dev,pages]'
	@npm install --silent --no-save --prefix .cache/pages axe-core@4.10
	@touch $@

.cache/lsp/.stamp: pyproject.toml
	$(call environment,.cache/lsp)
	@.cache/lsp/bin/python $(PIP_INSTALL) --editable '.[dev,lsp]' 'pytest-lsp>=1'
	@touch $@

editors/vscode/node_modules/.stamp: editors/vscode/package-lock.json
	@cd editors/vscode && npm ci --silent --no-audit --no-fund
	@touch $@

.cache/site-env/.stamp: pyproject.toml
	$(call environment,.cache/site-env)
	@.cache/site-env/bin/python $(PIP_INSTALL) --editable '.[site]'
	@touch $@

.cache/peers/.stamp: Makefile
	$(call environment,.cache/peers)
	@.cache/peers/bin/python $(PIP_INSTALL) ruff zizmor semgrep ast-grep-cli
	@GOBIN="$(CURDIR)/.cache/peers/bin" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@latest || \
	  echo "golangci-lint cannot be installed here; its column will say so" >&2
	@touch $@

.cache/dist/.stamp: Makefile
	$(call environment,.cache/dist)
	@.cache/dist/bin/python $(PIP_INSTALL) build twine check-wheel-contents uv
	@touch $@

.cache/bench/.stamp: Makefile
	$(call environment,.cache/bench)
	@.cache/bench/bin/python $(PIP_INSTALL) ast-grep-cli
	@touch $@
