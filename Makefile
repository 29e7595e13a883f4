# Each target does all the set-up that it needs, and names what it may not install.

LISTEN ?= 127.0.0.1:3552
DATA ?= ./demo-data
FUZZ_SECONDS ?= 60
CASES ?= 1000000

export PATH := $(HOME)/.cargo/bin:$(PATH)

.DEFAULT_GOAL := help
.PHONY: help run test bench bench-engine bench-ports fuzz oracles setup e2e-setup

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: ## a working demo team at http://localhost:3552 (LISTEN=0.0.0.0:3552 to be reached from a phone, DATA=folder)
	@scripts/need rust compiler node
	@$(MAKE) --no-print-directory web/node_modules
	cd web && npm run build
	cargo build --release --locked -p taserver
	target/release/taserver demo --listen $(LISTEN) --data $(DATA)

test: setup ## everything that must hold
	@scripts/test

bench: ## taserver measured beside Radicale, in about two minutes
	@scripts/need rust compiler python
	@$(MAKE) --no-print-directory bench/.venv
	cargo build --release --locked -p taserver -p ta-bench
	target/release/ta-bench --taserver target/release/taserver --radicale bench/.venv/bin/python

bench-engine: ## the iCalendar engine beside the crate rrule, libical and dateutil, in a minute
	@scripts/need rust compiler python libical
	@$(MAKE) --no-print-directory bench/.venv
	scripts/bench-engine

bench-ports: ## the audit of 500 sockets beside ss and lsof, and lookups in the port registry
	@scripts/need rust compiler network
	cargo build --release --locked -p taserver -p ta-bench-ports
	target/release/ta-bench-ports --taserver target/release/taserver

fuzz: ## each fuzz target for FUZZ_SECONDS=60, begun from the texts that the tests have
	@scripts/need rust compiler fuzzing
	@for target in $(notdir $(basename $(wildcard fuzz/fuzz_targets/*.rs))); do \
		mkdir -p fuzz/corpus/$$target; \
		echo "fuzzing $$target for $(FUZZ_SECONDS) s"; \
		seeds=fuzz/seeds/$$target; dictionary=fuzz/icalendar.dict; \
		[ -d $$seeds ] || seeds="fuzz/seeds/icalendar $(wildcard crates/ta-ical/tests/data/*/.)"; \
		[ ! -e fuzz/$$target.dict ] || dictionary=fuzz/$$target.dict; \
		cargo +nightly fuzz run $$target fuzz/corpus/$$target $$seeds \
			-- -dict=$$dictionary -max_total_time=$(FUZZ_SECONDS) -timeout=30 || exit 1; \
	done

oracles: ## recurrences compared with libical and rrule-temporal, for CASES=1000000 random rules
	@scripts/need rust compiler node libical
	@$(MAKE) --no-print-directory e2e/recurrence/node_modules
	scripts/oracles --cases $(CASES)

setup: ## what the tests need: packages, Python and Node libraries
	@scripts/need rust compiler node python postgresql chromium libical litmus network
	@$(MAKE) --no-print-directory web/node_modules e2e-setup

e2e-setup: e2e/recurrence/node_modules e2e/.venv e2e/clients/tsdav/node_modules e2e/browser/node_modules

%/node_modules: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	@touch $@

%/.venv: %/requirements.txt
	python3 -m venv --clear $@
	$@/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
