# Checks that take longer or need more than `make check`: included by the
# Makefile.  Each says so and does nothing where what it needs is missing.

# Where CC is clang, conversions that change a value are told, too; unsigned
# numbers that wrap are meant (ranges are tested as c - first < count).
SANITIZE_CLANG = address,undefined,implicit-conversion
run_sanitized = ASAN_OPTIONS=detect_stack_use_after_return=1 \
	UBSAN_OPTIONS=print_stacktrace=1 $(MAKE) --no-print-directory
sanitize: | $(FIRST)
	$(Q)$(run_sanitized) BUILD=$(BUILD)/sanitize CFLAGS='-O1 -g \
		-fno-omit-frame-pointer -fno-sanitize-recover=all \
		-fsanitize=$(SANITIZE)' suite replay

# Data races: clang's sanitizer knows pthreads without being told.
tsan: | $(FIRST)
	$(Q)if command -v clang >/dev/null; then CK_FORK=no \
		TSAN_OPTIONS=halt_on_error=1 $(MAKE) --no-print-directory \
		BUILD=$(BUILD)/tsan CC=clang CFLAGS='-O1 -g -fsanitize=thread' \
		unit SUITES=threads; \
	else echo '  no clang: races were not looked for'; fi

# Reads of memory that nothing was written to: valgrind sees them through
# libraries that were not compiled for it.
MEMCHECK_SAMPLES = water-faults_lines.txt county_tabs-utf16le.txt \
	water_lines-gb18030.txt market_page-gb2312.html market_html-inside.md \
	county_boxes.txt water_aligned.txt water_runs.txt bad-utf8.txt
memcheck: $(BUILD)/t/replay-report $(BUILD)/t/replay-tokens
	$(Q)if command -v valgrind >/dev/null; \
	then for r in report tokens; do valgrind -q --error-exitcode=1 \
		--leak-check=full $(BUILD)/t/replay-$$r -s \
		$(MEMCHECK_SAMPLES:%=t/samples/%) || exit; done; \
	else echo '  no valgrind: memory was not checked'; fi

# Lines and branches of lib/ that the suite runs; fails below these.
COVER_LINES = 95
COVER_BRANCHES = 90
COVER = $(BUILD)/coverage
coverage: | $(FIRST)
	$(Q)if command -v gcovr >/dev/null; \
	then $(MAKE) --no-print-directory BUILD=$(COVER) \
		CFLAGS='-O0 -g --coverage -fprofile-update=atomic' \
		LDFLAGS=--coverage run-coverage; \
	else echo '  no gcovr: coverage was not counted'; fi
run-coverage: $(BUILD)/t/check all $(CPLUSPLUS)
	$(Q)find $(BUILD) -name '*.gcda' -delete
	$(Q)CK_DEFAULT_TIMEOUT=600 $(run_check)
	$(Q)gcovr -r . $(BUILD) --filter 'lib/' --exclude-unreachable-branches \
		--exclude-throw-branches --sort-percentage --txt \
		$(BUILD)/lines.txt --csv $(BUILD)/lines.csv --print-summary \
		--fail-under-line $(COVER_LINES) \
		--fail-under-branch $(COVER_BRANCHES)
