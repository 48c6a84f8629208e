# What can be done with keywatch. `make` alone prints the list.

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX  ?= /usr/local
DESTDIR ?=

RELEASE := swift build -c release --static-swift-stdlib
TSAN    := swift test --skip-build --disable-xctest --sanitize=thread --scratch-path .build-tsan
# One debug build for check and test: the arrows between targets are checked while it is made.
# Only its exit status tells: it says "Build complete!" when an arrow is wrong.
DEBUG   := swift build --build-tests --explicit-target-dependency-import-check error
BINARY  := .build/release/keywatch

# Stops make with one line where this machine can neither do it nor install what it takes.
define need
	$(eval reason := $(shell .ci/setup lacking $(1)))$(if $(reason),$(error $(reason)))
	@.ci/setup install $(1)
endef

.PHONY: help setup run test check tsan fuzz torture install dist manual bench screenshots clean release format debug

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building and running needs (Debian packages, only missing ones)
	$(call need,run)

run: release ## build it and show the demo: all four steps of a migration in three minutes
	@$(BINARY) demo

test: debug ## run every test and print how many there were
	@swift test --skip-build --disable-xctest 2>&1 | tee .build/test.log
	@count=$$(sed -nE 's/.*Test run with ([0-9]+) tests? .*passed.*/\1/p' .build/test.log); \
	[ "$${count:-0}" -gt 0 ] || { echo 'keywatch: no test ran' >&2; exit 1; }; \
	echo "keywatch: $$count passed, 0 failed"

check: format debug ## check format, arrows between targets and warnings
	@echo 'keywatch: format, arrows and warnings are in order'

# What has limits of time runs by itself: beside all the others it would wait for them.
tsan: ## run every test once more with the thread sanitizer (a build of its own, minutes)
	$(call need,test)
	@swift build --build-tests --sanitize=thread --scratch-path .build-tsan
	@TSAN_OPTIONS=handle_segv=0 $(TSAN) --skip 'SurvivalTests|ScreenLoopTests'
	@TSAN_OPTIONS=handle_segv=0 $(TSAN) --filter SurvivalTests
	@TSAN_OPTIONS=handle_segv=0 $(TSAN) --filter ScreenLoopTests
	@if KEYWATCH_PLANTED_RACE=1 $(TSAN) --filter PlantedRace > .build-tsan/planted.log 2>&1 || \
	  ! grep -q 'ThreadSanitizer: .*race' .build-tsan/planted.log; then \
	  echo 'keywatch: the planted race was not reported' >&2; exit 1; fi
	@echo 'keywatch: no race in the suite, and the planted one is reported'

fuzz: ## let libFuzzer make logs up for each part of the reader (FUZZ='--seconds 5 json')
	$(call need,test)
	@Tests/Fuzz/run $(FUZZ)

install: release manual ## install under PREFIX (/usr/local) and DESTDIR: binary, manual, completions
	@at='$(DESTDIR)$(PREFIX)'; \
	install -Ds -m 755 $(BINARY) "$$at/bin/keywatch"; \
	install -D -m 644 .build/install/keywatch.1 "$$at/share/man/man1/keywatch.1"; \
	install -D -m 644 .build/install/bash "$$at/share/bash-completion/completions/keywatch"; \
	install -D -m 644 .build/install/zsh "$$at/share/zsh/site-functions/_keywatch"; \
	install -D -m 644 .build/install/fish "$$at/share/fish/vendor_completions.d/keywatch.fish"; \
	echo "keywatch: installed under $$at"

# The folder of static libraries is searched first, so each -l finds its archive there. Without
# flags for the compiler nothing but gzip's part is compiled anew.
dist: manual ## make .build/dist/keywatch, which needs glibc alone, and a .tar.gz of it
	$(call need,dist)
	@mkdir -p .build/dist/static
	@for library in ncursesw tinfo sqlite3 z zstd stdc++; do \
	  file=$$(cc -print-file-name=lib$$library.a); \
	  ! [ -f "$$file" ] || ln -sf "$$file" .build/dist/static/; done
	@ln -sf "$$(cc -print-file-name=libgcc_eh.a)" .build/dist/static/libgcc_s.a
	@KEYWATCH_STATIC=1 $(RELEASE) --product keywatch -Xlinker -L$(CURDIR)/.build/dist/static
	@install -s -m 755 $(BINARY) .build/dist/keywatch
	@needs=$$(ldd .build/dist/keywatch | awk '{ print $$1 }' | \
	  grep -vE '^(linux-vdso|libc|libm|.*/ld-linux-[^/]*)\.so' || true); \
	[ -z "$$needs" ] || { echo "keywatch: .build/dist/keywatch also needs" $$needs >&2; exit 1; }
	@cp .build/install/{keywatch.1,bash,zsh,fish} .build/dist/
	@tar -C .build/dist -czf .build/dist/keywatch.tar.gz keywatch keywatch.1 bash zsh fish
	@echo 'keywatch: .build/dist/keywatch and keywatch.tar.gz need nothing but glibc'

bench: release ## compare with DuckDB and wc on 1 GB, and formats (BENCH='--lines 250000' for less)
	$(call need,bench)
	@Tests/Bench/run $(BENCH)

torture: release ## the long tests: every figure of 1,000,000 lines; 500 kills a scenario (an hour)
	$(call need,torture)
	@python3 -B Tests/Torture/exact.py $(TORTURE)
	@python3 -B Tests/Torture/survive.py $(SURVIVE)

screenshots: release ## take the pictures in screenshots/ from a real terminal
	$(call need,screenshots)
	@Tests/Screenshots/take

clean: ## remove everything that was built
	rm -rf .build .build-tsan .build-fuzz

release: setup
	@$(RELEASE) --product keywatch

# Into .build/install: the manual, and completions for three shells.
manual: release
	@$(RELEASE) --product generate-manual
	@rm -rf .build/install && mkdir -p .build/install
	@.build/release/generate-manual $(BINARY) --output-directory .build/install
	@for shell in bash zsh fish; do \
	  $(BINARY) --generate-completion-script $$shell > .build/install/$$shell; done

format:
	$(call need,test)
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests

debug:
	$(call need,test)
	@$(DEBUG)
