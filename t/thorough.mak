# Checks that take longer or need more than `make check`: included by the
# Makefile.  Each says so and does nothing where what it needs is missing.

run_sanitized = ASAN_OPTIONS=detect_stack_use_after_return=1 \
	UBSAN_OPTIONS=print_stacktrace=1 $(MAKE) --no-print-directory
# in one line: what is handed on keeps a line's end as it is
SANITIZE_CFLAGS = -O1 -g -fno-omit-frame-pointer -fno-sanitize-recover=all \
	-fsanitize=$(SANITIZE)
sanitize: | $(FIRST)
	+$(Q)$(run_sanitized) BUILD=$(BUILD)/sanitize \
		CFLAGS='$(SANITIZE_CFLAGS)' suite replay

# The same by clang, which tells conversions that change a value, too, and what
# is added to a null pointer; unsigned numbers that wrap are meant (ranges are
# tested as c - first < count).
.PHONY: sanitize-clang
sanitize-clang: | $(FIRST)
	+$(Q)if command -v clang >/dev/null; \
	then $(run_sanitized) BUILD=$(BUILD)/sanitize-clang CC=clang \
		CXX=none CFLAGS='$(SANITIZE_CFLAGS),implicit-conversion' \
		$(SANITIZE_RUN); \
	else echo '  no clang: conversions were not looked at'; fi
SANITIZE_RUN = suite replay

# Data races: clang's sanitizer knows pthreads without being told.
tsan: | $(FIRST)
	$(Q)if command -v clang >/dev/null; then CK_FORK=no \
		TSAN_OPTIONS=halt_on_error=1 $(MAKE) --no-print-directory \
		BUILD=$(BUILD)/tsan CC=clang CFLAGS='-O1 -g -fsanitize=thread' \
		unit SUITES=threads; \
	else echo '  no clang: races were not looked for'; fi

# Work that is more than twice as much for twice the input, wherever it is done:
# gcc counts the blocks of code that run, the linker what is left to the C
# library, and hostile input is read that grows.
WORK = whole pieces reports
WORK_WRAPS = memchr memcmp memcpy memmove memset strlen strspn
.PHONY: work
work: | $(FIRST)
	$(Q)for c in $(WORK); do CK_RUN_CASE=$$c \
		$(MAKE) --no-print-directory BUILD=$(BUILD)/work \
		CFLAGS='-O1 -g -fsanitize-coverage=trace-pc' \
		LDFLAGS='$(WORK_WRAPS:%=-Wl,--wrap=%)' \
		unit SUITES=hostile || exit; done

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

# The same by clang, in the harnesses themselves, so that it is quick: over all
# samples and finds.  What utf8proc writes is not seen being written.
msan_flags = -O1 -g -fsanitize=memory -fno-omit-frame-pointer \
	-fsanitize-ignorelist=$(BUILD)/msan.ignore
.PHONY: msan
msan: | $(FIRST)
	$(Q)if command -v clang >/dev/null; \
	then mkdir -p $(BUILD) && echo 'fun:put_decomposed' \
		>$(BUILD)/msan.ignore && $(MAKE) --no-print-directory \
		BUILD=$(BUILD)/msan CC=clang CXX=none DOCX=no \
		CFLAGS='$(msan_flags)' replay; \
	else echo '  no clang: reads of nothing were not looked for'; fi

# The same comes out of seeds, finds and what fuzzing left in $(BUILD)/fuzz where
# the library was compiled without vectors and with a char that has no sign, as
# other machines have it: replay
# prints a number for each.
plain = $(BUILD)/plain
.PHONY: outcomes
outcomes: $(REPLAY)
	$(Q)$(MAKE) --no-print-directory BUILD=$(plain) \
		CPPFLAGS='$(CPPFLAGS) -U__SSE2__ -funsigned-char' \
		$(REPLAY:$(BUILD)/%=$(plain)/%)
	$(Q)for f in $(FUZZ:$(BUILD)/t/fuzz-%=%); do \
		mkdir -p $(plain)/seeds-$$f && $(BUILD)/t/replay-$$f -w \
			$(plain)/seeds-$$f $(FUZZ_SEEDS) && \
		find $(plain)/seeds-$$f t/fuzz/$$f $(BUILD)/fuzz/t/corpus-$$f \
			-type f 2>/dev/null | sort >$(plain)/$$f.list; \
		xargs $(BUILD)/t/replay-$$f -o <$(plain)/$$f.list \
			>$(plain)/$$f.vectors && \
		xargs $(plain)/t/replay-$$f -o <$(plain)/$$f.list | \
			cmp - $(plain)/$$f.vectors || exit; done

# Faults made on purpose (t/faults.txt), each in a copy of the tree: the check
# that is named there must fail.  FAULTS: names, or -q for those of CI.
faults: | $(FIRST)
	$(Q)if command -v $(PYTHON) >/dev/null; \
	then $(PYTHON) -B t/faults.py . t/faults.txt -o $(BUILD)/faults \
		$(FAULTS); \
	else echo '  no $(PYTHON): faults were not tried'; fi

# Lines and branches of lib/ that the suite runs; fails below these.  The suite
# of threads is left out: counters that threads share come out wrong.
COVER_LINES = 95
COVER_BRANCHES = 90
COVER = $(BUILD)/coverage
coverage: | $(FIRST)
	$(Q)if command -v gcovr >/dev/null; \
	then $(MAKE) --no-print-directory BUILD=$(COVER) \
		CFLAGS='-O0 -g --coverage' \
		LDFLAGS=--coverage run-coverage; \
	else echo '  no gcovr: coverage was not counted'; fi
run-coverage: $(BUILD)/t/check all $(CPLUSPLUS)
	$(Q)find $(BUILD) -name '*.gcda' -delete
	$(Q)CK_DEFAULT_TIMEOUT=1200 $(run_check) $(filter-out threads,$(SUITES))
	$(Q)gcovr -r . $(BUILD)/lib --gcov-ignore-parse-errors --filter 'lib/' \
		--exclude-unreachable-branches \
		--exclude-throw-branches --sort-percentage --txt \
		$(BUILD)/lines.txt --csv $(BUILD)/lines.csv --print-summary \
		--fail-under-line $(COVER_LINES) \
		--fail-under-branch $(COVER_BRANCHES)

# What programs were linked against, as the last release had it: the types in
# each function's place (t/abi/*.abi, by abidw) and the values of constants.
# What goes away or changes fails; what is new may stay, and comes in by
# `make abi DUMP=update`.  Names of files and lines are left out, as are types
# that the headers do not show.
ABIDW = abidw --headers-dir include --drop-private-types --no-architecture \
	--no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed \
	--no-parameter-names --no-write-default-sizes --type-id-style hash \
	--exported-interfaces-only
ABI_OF = libgkr $(if $(HAVE_DOCX),libgkr-docx)
constants = cat include/*.h | $(CC) $(CPPFLAGS) -Iinclude -E - | \
	grep -o 'GKR_[A-Z0-9_]* = -*[0-9]*' | $(names)
.PHONY: abi run-abi
abi: | $(FIRST)
	$(Q)if ! command -v abidw abidiff >/dev/null; \
	then echo '  no abidw and abidiff: the ABI was not compared'; \
	elif test "$$(getconf LONG_BIT)" != 64; \
	then echo '  t/abi is of 64 bits: the ABI was not compared'; \
	else $(MAKE) --no-print-directory BUILD=$(BUILD)/abi \
		CFLAGS='-O0 -g' run-abi; fi
run-abi: lib
	$(Q)for l in $(ABI_OF); do \
		$(ABIDW) $(BUILD)/$$l.so >$(BUILD)/$$l.abi || exit; done
	$(Q)$(constants) >$(BUILD)/constants.list
	$(Q)$(if $(filter update,$(DUMP)),mkdir -p t/abi && \
		cp $(ABI_OF:%=$(BUILD)/%.abi) $(BUILD)/constants.list t/abi,\
		$(same_abi))
same_abi = new=; for l in $(ABI_OF); do \
		old=t/abi/$$l.abi; now=$(BUILD)/$$l.abi; \
		abidiff --no-added-syms $$old $$now || exit; \
		abidiff $$old $$now >/dev/null || new=yes; \
	done; old=t/abi/constants.list; now=$(BUILD)/constants.list; \
	if LC_ALL=C comm -23 $$old $$now | grep .; \
	then echo 'these constants went away or changed'; exit 1; fi; \
	cmp -s $$old $$now && test -z "$$new" || \
		echo '  t/abi lacks what is new: make abi DUMP=update'

# Faults that are seen without running anything.  What is not looked for, and
# why: t/clang-tidy.conf, t/cppcheck.list.  Other versions find other things.
CLANG_TIDY ?= clang-tidy
CPPCHECK ?= cppcheck
CPPCHECK_FOR = warning,style,performance,portability
LINT_C := $(filter %.c,$(C_FILES))
.PHONY: lint run-tidy
lint: | $(FIRST)
	$(Q)if $(CLANG_TIDY) --version 2>/dev/null | grep -q 'version 14\.'; \
	then $(MAKE) --no-print-directory run-tidy; \
	else echo '  no clang-tidy 14: it was not run'; fi
	$(Q)if $(CPPCHECK) --version 2>/dev/null | grep -q ' 2\.10'; \
	then $(CPPCHECK) -q -j2 --std=c99 --enable=$(CPPCHECK_FOR) \
		--suppressions-list=t/cppcheck.list --error-exitcode=1 \
		--template='{file}:{line}: {message} [{id}]' \
		$(POSIX) -Iinclude -Ilib $(WITH_DOCX) -DGKR_TOP='""' \
		-I$(BUILD)/t $(LINT_C); \
	else echo '  no cppcheck 2.10: it was not run'; fi
run-tidy: $(LINT_C:%=$(BUILD)/tidy/%)

# tidy: which files, compiled how, checks besides.  Programs have one thread,
# and tests run commands, ask atoi() and check what is read in what order.
tidy_log = mkdir -p $(@D) && $(CLANG_TIDY) --quiet \
	--config-file=t/clang-tidy.conf --checks='$(2)' $(1) -- -std=c99 \
	$(CPPFLAGS) $(3) >$@+ 2>&1 && mv $@+ $@ || { cat $@+; exit 1; }
TIDY_DEPS = t/clang-tidy.conf $(wildcard include/*.h lib/*.def lib/*.h \
	lib/docx/*.def lib/docx/*.h examples/*.h t/*.h t/*.def)
$(BUILD)/tidy/lib/%: lib/% $(TIDY_DEPS)
	$(call say,TIDY,$<)$(call tidy_log,$<,,$(LIB_CFLAGS) $(ZLIB_CFLAGS) \
		$(EXPAT_CFLAGS))
$(BUILD)/tidy/examples/%: examples/% $(TIDY_DEPS)
	$(call say,TIDY,$<)$(call tidy_log,$<,$(tidy_program),$(EXAMPLE_CFLAGS))
$(BUILD)/tidy/t/%: t/% $(TIDY_DEPS) $(BUILD)/t/suites.def
	$(call say,TIDY,$<)$(call tidy_log,$<,$(tidy_test),$(TEST_CFLAGS) \
		-I$(BUILD)/t)
tidy_program = -concurrency-mt-unsafe,$\
	-clang-analyzer-security.insecureAPI.strcpy
tidy_test = -concurrency-mt-unsafe,-clang-analyzer-*,-cert-env33-c,$\
	-cert-err34-c,-misc-misleading-bidirectional

# Other machines: 64 bits with the high byte first and 32 bits, emulated, and
# another C library.  Debian's packages of those machines serve; `make
# deps-cross` brings them.  The suites are those that know bytes and widths;
# they take random numbers of 64 bits for sizes.
CROSS_SUITES = broken columns csv decimal decode emit facts-sift feed fold form \
	gb heading html html-encoding html-known infer joined json-text label \
	layouts lossy markdown mem meta ordinal report shape sniff sum text utf8
CROSS = s390x i386
cross_s390x = s390x-linux-gnu
cross_i386 = i686-linux-gnu
qemu = qemu-$(1)-static
cross_lib = /usr/lib/$(1)-linux-gnu
# headers alone: those of the machine's own C library must not be found first
$(BUILD)/cross/include/%.h:
	$(Q)mkdir -p $(@D) && cp /usr/include/$*.h $@
cross_headers = $(addprefix $(BUILD)/cross/include/,utf8proc.h check.h \
	check_stdint.h)
define cross_rule
cross-$(1): $$(cross_headers)
	$$(Q)if command -v $$(cross_$(1))-gcc $$(call qemu,$(1)) >/dev/null && \
		test -f $$(call cross_lib,$(1))/libcheck.a; \
	then $$(MAKE) -s BUILD=$$(BUILD)/$(1) CC=$$(cross_$(1))-gcc CXX=none \
		OBJCOPY=$$(cross_$(1))-objcopy AR=$$(cross_$(1))-ar \
		NM=$$(cross_$(1))-nm DOCX=no CPPFLAGS=-I$$(BUILD)/cross/include \
		UTF8PROC_CFLAGS= CHECK_CFLAGS= POSIX='$$(POSIX) -Wno-conversion' \
		UTF8PROC_LIBS=$$(call cross_lib,$(1))/libutf8proc.so \
		CHECK_LIBS='$$(call cross_lib,$(1))/libcheck.a \
			$$(call cross_lib,$(1))/libsubunit.a -lrt -lm -pthread' \
		$$(BUILD)/$(1)/t/check && \
		GKR_TOP='$$(CURDIR)' GKR_BUILD='$$(abspath $$(BUILD))/$(1)' \
		$$(call qemu,$(1)) $$(BUILD)/$(1)/t/check $$(CROSS_SUITES); \
	else echo '  no compiler, libraries or emulator: $(1) was not tried'; fi
endef
$(foreach c,$(CROSS),$(eval $(call cross_rule,$(c))))

# utf8proc asks nothing of the C library but memory, so that the archive of
# another one serves; Check asks more, so that the harnesses are run instead.
cross-musl: $(BUILD)/cross/include/utf8proc.h
	$(Q)if command -v musl-gcc >/dev/null; \
	then $(MAKE) -s BUILD=$(BUILD)/musl CC=musl-gcc CXX=none DOCX=no \
		CPPFLAGS=-I$(BUILD)/cross/include LDFLAGS=-static \
		UTF8PROC_CFLAGS= UTF8PROC_LIBS='$(call cross_lib,x86_64)/libutf8proc.a' \
		replay $(BUILD)/musl/gkr && \
		$(BUILD)/musl/gkr check -q t/samples/water_lines-gb18030.txt; \
	else echo '  no musl-gcc: musl was not tried'; fi
cross: $(CROSS:%=cross-%) cross-musl

deps-cross:
	@dpkg --add-architecture s390x && dpkg --add-architecture i386 && \
	$(APT) update && $(APT) install -y --no-install-recommends \
		qemu-user-static musl-tools \
		gcc-s390x-linux-gnu libc6-dev-s390x-cross \
		libutf8proc-dev:s390x check:s390x \
		gcc-i686-linux-gnu libc6-dev-i386-cross \
		libutf8proc-dev:i386 check:i386
