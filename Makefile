# libgkr builds with GNU make alone; configure is optional and only writes
# config.mak, which is read below.  `make help` lists the targets.
#
# What is found by its name:
#   lib/*.c                     the library
#   examples/*.c                a program each where there is a main; of the
#                               others a program takes what it uses
#   lib/*-table.h               made tables, each part of one lib/*.c
#   lib/docx/*.c                libgkr-docx, where there are zlib and expat
#   t/test-*.c                  a suite each, collected into one program
#   t/bench*.c                  one program for `make bench`
#   t/fuzz-*.c                  a program each for `make fuzz`, and replay

all:

# ---------------------------------------------------------------------------
# What may be set: on the command line, by configure, in the environment

BUILD = build
CFLAGS ?= -O2 -g
CXX ?= c++
OBJCOPY ?= objcopy
NM ?= nm
PKG_CONFIG ?= pkg-config
PYTHON ?= python3
CLANG_FORMAT ?= clang-format
MANDOC ?= mandoc
INSTALL ?= install

prefix ?= /usr/local
exec_prefix ?= $(prefix)
bindir ?= $(exec_prefix)/bin
libdir ?= $(exec_prefix)/lib
includedir ?= $(prefix)/include
datarootdir ?= $(prefix)/share
datadir ?= $(datarootdir)
mandir ?= $(datarootdir)/man
pkgconfigdir ?= $(libdir)/pkgconfig
pythondir ?= $(datadir)/gkr

-include config.mak

# Asked for when first needed, so that `make deps check` asks after deps.
once = $(eval $(1) := $(shell $(2)))$($(1))
UTF8PROC_CFLAGS ?= $(call once,UTF8PROC_CFLAGS,\
	$(PKG_CONFIG) --cflags libutf8proc 2>/dev/null)
UTF8PROC_LIBS ?= $(call once,UTF8PROC_LIBS,\
	$(PKG_CONFIG) --libs libutf8proc 2>/dev/null || echo -lutf8proc)
CHECK_CFLAGS ?= $(call once,CHECK_CFLAGS,\
	$(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS ?= $(call once,CHECK_LIBS,$(PKG_CONFIG) --libs check 2>/dev/null \
	|| echo -lcheck -lsubunit -lrt -lm -pthread)
ICONV_CFLAGS ?=
ICONV_LIBS ?= $(if $(filter Darwin,$(call once,UNAME,uname)),-liconv)
ZLIB_CFLAGS ?= $(call once,ZLIB_CFLAGS,$(PKG_CONFIG) --cflags zlib 2>/dev/null)
ZLIB_LIBS ?= $(call once,ZLIB_LIBS,\
	$(PKG_CONFIG) --libs zlib 2>/dev/null || echo -lz)
EXPAT_CFLAGS ?= $(call once,EXPAT_CFLAGS,\
	$(PKG_CONFIG) --cflags expat 2>/dev/null)
EXPAT_LIBS ?= $(call once,EXPAT_LIBS,\
	$(PKG_CONFIG) --libs expat 2>/dev/null || echo -lexpat)

# The reader of Word documents is built where its two libraries are (DOCX=no:
# not at all); the list of files depends on it, so it is asked at once.
DOCX ?= $(call once,DOCX,printf '\#include <zlib.h>\n\#include <expat.h>\n' | \
	$(CC) $(CPPFLAGS) $(ZLIB_CFLAGS) $(EXPAT_CFLAGS) -E - >/dev/null 2>&1 \
	&& echo yes || echo no)

ifndef V
Q = @
say = @$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,echo '  $(1)' $(2);)
endif

# ---------------------------------------------------------------------------
# Versions, read from the one place where they stand

header = include/gkr.h
define_of = $(shell awk '$$2 == "GKR_$(1)" { print $$3 }' $(header))
VERSION := $(call define_of,VERSION_MAJOR).$(call \
	define_of,VERSION_MINOR).$(call define_of,VERSION_PATCH)
ABI := $(call define_of,ABI)
SO = libgkr.so
SONAME = $(SO).$(ABI)
SOFILE = $(SONAME).$(call define_of,VERSION_MINOR).$(call \
	define_of,VERSION_PATCH)
DOCX_SO = $(SO:libgkr%=libgkr-docx%)
DOCX_SONAME = $(SONAME:libgkr%=libgkr-docx%)
DOCX_SOFILE = $(SOFILE:libgkr%=libgkr-docx%)

# ---------------------------------------------------------------------------
# Files

LIB_O := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard lib/*.c)))
HAVE_DOCX := $(filter yes,$(DOCX))
DOCX_C := $(if $(HAVE_DOCX),$(sort $(wildcard lib/docx/*.c)))
DOCX_O := $(DOCX_C:%.c=$(BUILD)/%.o)
# the two rooms of the core that it uses, each library with its own
DOCX_ALL_O = $(DOCX_O) $(BUILD)/lib/mem.o $(BUILD)/lib/buf.o
EXAMPLE_C := $(sort $(wildcard examples/*.c))
MAIN_C := $(if $(EXAMPLE_C),$(shell grep -lw '^int main' $(EXAMPLE_C)))
PART_O := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(MAIN_C),$(EXAMPLE_C)))
PROGRAMS := $(MAIN_C:examples/%.c=$(BUILD)/%)
TEST_C := $(filter-out $(if $(HAVE_DOCX),,t/test-docx%.c),\
	$(sort $(wildcard t/test-*.c)))
TEST_O := $(TEST_C:%.c=$(BUILD)/%.o)
SUPPORT_O := $(patsubst %.c,$(BUILD)/%.o,$(filter-out \
	$(if $(HAVE_DOCX),,t/support-docx.c),$(wildcard t/support*.c)))
SUITES = $(TEST_C:t/test-%.c=%)
BENCH_O := $(patsubst %.c,$(BUILD)/%.o,$(wildcard t/bench*.c))
FUZZ := $(patsubst %.c,$(BUILD)/%,$(filter-out \
	$(if $(HAVE_DOCX),,t/fuzz-docx.c),$(wildcard t/fuzz-*.c)))
REPLAY := $(FUZZ:$(BUILD)/t/fuzz-%=$(BUILD)/t/replay-%)
MAN := $(filter-out $(if $(HAVE_DOCX),,man/gkr-docx.3),$(wildcard man/*.[1-9]))
DATA := $(wildcard examples/*.schema.json lib/*.schema.json)
PYMODULE := $(wildcard examples/gkr.py)
COMMAND := $(filter $(BUILD)/gkr,$(PROGRAMS))
TABLES := $(wildcard lib/*-table.h)
HEADERS := $(filter-out $(TABLES),$(sort $(wildcard include/*.h lib/*.h \
	$(if $(HAVE_DOCX),lib/docx/*.h))))
C_FILES = $(filter-out $(TABLES),$(sort $(wildcard lib/*.[ch] \
	lib/docx/*.[ch] include/*.h examples/*.[ch] t/*.[ch] t/*.cpp)))

WARN = -Wall -Wextra -Wconversion -Wshadow -Wvla -Wstrict-prototypes
ALL_CFLAGS = -std=c99 $(WARN) $(CPPFLAGS) $(CFLAGS)
LIB_CFLAGS = -fPIC -fvisibility=hidden -Iinclude $(ICONV_CFLAGS) \
	$(UTF8PROC_CFLAGS)
POSIX = -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64
WITH_DOCX = $(if $(HAVE_DOCX),-DGKR_WITH_DOCX)
EXAMPLE_CFLAGS = $(POSIX) -Iinclude $(WITH_DOCX)
TEST_CFLAGS = $(POSIX) -Iinclude -iquote lib -DGKR_TOP='"$(CURDIR)"' \
	$(WITH_DOCX) $(CHECK_CFLAGS)
LIBS = $(UTF8PROC_LIBS) $(ICONV_LIBS)
DOCX_LIBS = $(if $(HAVE_DOCX),$(EXPAT_LIBS) $(ZLIB_LIBS))

# `deps` and `clean` come before whatever else is asked for beside them.
FIRST := $(filter deps deps-dev clean,$(MAKECMDGOALS))

all: lib $(PROGRAMS) $(BUILD)/gkr.pc $(if $(HAVE_DOCX),$(BUILD)/gkr-docx.pc)
DOCX_A := $(if $(HAVE_DOCX),$(BUILD)/libgkr-docx.a)
lib: $(BUILD)/libgkr.a $(BUILD)/$(SO) $(DOCX_A) \
	$(if $(HAVE_DOCX),$(BUILD)/$(DOCX_SO))
lib-objects: $(LIB_O) $(DOCX_O)
examples: $(PROGRAMS)

# ---------------------------------------------------------------------------
# Stamps: files that change only when what they hold changes

define stamp
	$(Q)mkdir -p $(@D)
	$(Q)printf '%s\n' $(1) >$@+
	$(Q)if cmp -s $@+ $@; then rm $@+; else mv $@+ $@; fi
endef
quote = '$(subst ','\'',$(1))'

$(BUILD)/flags: FORCE | $(FIRST)
	$(call stamp,$(call quote,$(CC) $(ALL_CFLAGS) $(LIB_CFLAGS) \
		$(TEST_CFLAGS) $(LDFLAGS) $(LIBS) $(DOCX_LIBS) $(CHECK_LIBS) \
		$(if $(HAVE_DOCX),$(ZLIB_CFLAGS) $(EXPAT_CFLAGS)) $(VERSION) \
		$(ABI) $(OBJCOPY)))
$(BUILD)/dirs: FORCE | $(FIRST)
	$(call stamp,$(call quote,$(prefix) $(exec_prefix) $(libdir) \
		$(includedir) $(VERSION) $(LIBS) $(DOCX_LIBS)))
# A file that goes away leaves no newer one behind: the lists tell.
$(BUILD)/lib.list: FORCE | $(FIRST)
	$(call stamp,$(LIB_O) $(DOCX_O) $(PART_O))
$(BUILD)/t/suites.def: FORCE | $(FIRST)
	$(call stamp,$(call suites_def,$(SUITES)))
suites_def = $(foreach s,$(1),'SUITE($(subst -,_,$(s)), "$(s)")')

# ---------------------------------------------------------------------------
# Compiling and linking

$(BUILD)/lib/%.o: lib/%.c $(BUILD)/flags
	$(Q)mkdir -p $(@D)
	$(call say,CC,$@)$(CC) $(ALL_CFLAGS) $(LIB_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/examples/%.o: examples/%.c $(BUILD)/flags
	$(Q)mkdir -p $(@D)
	$(call say,CC,$@)$(CC) $(ALL_CFLAGS) $(EXAMPLE_CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/t/%.o: t/%.c $(BUILD)/flags
	$(Q)mkdir -p $(@D)
	$(call say,CC,$@)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/lib/docx/%.o: private LIB_CFLAGS += $(ZLIB_CFLAGS) $(EXPAT_CFLAGS)
$(BUILD)/t/support-docx.o: private TEST_CFLAGS += $(ZLIB_CFLAGS)

# Each product has one member, whose only global symbols are gkr_*.  Groups
# (i386 has some for its thunks) are dissolved: a program's own copy of one
# would discard ours, whose symbols are local by then.
one_member = $(CC) $(filter-out --coverage,$(CFLAGS) $(LDFLAGS)) \
	-nostdlib -r -fno-sanitize=all \
	-Wl,--force-group-allocation -o $(@:.a=.o) $(1) && \
	$(OBJCOPY) --localize-hidden $(@:.a=.o) && \
	rm -f $@ && $(AR) rcsD $@ $(@:.a=.o)
shared = $(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(1) -o $@ $(2)

$(BUILD)/libgkr.a: $(LIB_O) $(BUILD)/lib.list
	$(call say,AR,$@)$(call one_member,$(LIB_O))
$(BUILD)/$(SOFILE): $(LIB_O) $(BUILD)/lib.list
	$(call say,LD,$@)$(call shared,$(SONAME),$(LIB_O) $(LIBS))
$(BUILD)/libgkr-docx.a: $(DOCX_ALL_O) $(BUILD)/lib.list
	$(call say,AR,$@)$(call one_member,$(DOCX_ALL_O))
$(BUILD)/$(DOCX_SOFILE): $(DOCX_ALL_O) $(BUILD)/$(SO) $(BUILD)/lib.list
	$(call say,LD,$@)$(call shared,$(DOCX_SONAME),$(DOCX_ALL_O) \
		$(BUILD)/$(SO) $(DOCX_LIBS))

# so: links under the names that the loader and the linker look for
define so
$(BUILD)/$(1) $(BUILD)/$(2): $(BUILD)/$(3)
	$$(Q)ln -sf $(3) $$@
$(BUILD)/$(2): $(BUILD)/$(1)
endef
$(eval $(call so,$(SONAME),$(SO),$(SOFILE)))
$(eval $(call so,$(DOCX_SONAME),$(DOCX_SO),$(DOCX_SOFILE)))

# Tests reach into the rooms: the plain objects, of which the linker takes
# what is used.
$(BUILD)/libgkri.a: $(LIB_O) $(DOCX_O) $(BUILD)/lib.list
	$(call say,AR,$@)rm -f $@ && $(AR) rcsD $@ $(LIB_O) $(DOCX_O)

$(BUILD)/libparts.a: $(PART_O) $(BUILD)/lib.list
	$(call say,AR,$@)rm -f $@ && $(AR) rcsD $@ $(PART_O)
# the command reads Word documents where the library for them is
$(BUILD)/gkr: private LIBS += $(DOCX_LIBS)
$(PROGRAMS): $(BUILD)/%: $(BUILD)/examples/%.o $(BUILD)/libparts.a \
		$(DOCX_A) $(BUILD)/libgkr.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -pthread

CHECK_O = $(BUILD)/t/check.o $(SUPPORT_O) $(TEST_O)
$(BUILD)/t/check.o: private TEST_CFLAGS += -I$(@D)
$(BUILD)/t/check.o: $(BUILD)/t/suites.def
$(BUILD)/t/check: $(CHECK_O) $(BUILD)/libparts.a $(BUILD)/libgkri.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) \
		$(DOCX_LIBS) $(CHECK_LIBS) -pthread

-include $(wildcard $(BUILD)/*/*.d $(BUILD)/*/*/*.d)

# ---------------------------------------------------------------------------
# Tests

# Tests that need the command or the libraries find them in GKR_BUILD.
run_check = GKR_TOP='$(CURDIR)' GKR_BUILD='$(abspath $(BUILD))' $(1) \
	$(BUILD)/t/check

# A program that uses every function from C++, where there is a compiler.
CPLUSPLUS := $(if $(shell command -v $(firstword $(CXX))),$(BUILD)/t/cplusplus)
$(BUILD)/t/cplusplus: t/cplusplus.cpp $(wildcard include/*.h) $(DOCX_A) \
		$(BUILD)/libgkr.a
	$(Q)mkdir -p $(@D)
	$(call say,CXX,$@)$(CXX) -std=c++98 -Wall -Wextra -pedantic -Wshadow \
		-Wconversion -Wvla $(CPPFLAGS) $(WITH_DOCX) $(CFLAGS) \
		$(LDFLAGS) -Iinclude -o $@ $< $(DOCX_A) $(BUILD)/libgkr.a \
		$(LIBS) $(DOCX_LIBS)

# So many suites at a time; the totals of all are the last line.
JOBS ?= $(call once,JOBS,getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
suite: $(BUILD)/t/check all $(CPLUSPLUS)
	$(Q)$(run_check) -j $(JOBS)

check: headers symbols tables-check replay | $(filter demo,$(MAKECMDGOALS))
	$(Q)$(MAKE) --no-print-directory suite

# make unit SUITES="decode text": only these, with what compiles of the rest;
# a function that does not exist yet crashes only where it is called.
UNIT = $(BUILD)/unit
unit: $(BUILD)/t/suites.def
	$(Q)$(MAKE) -k --no-print-directory lib-objects || :
	$(Q)$(MAKE) --no-print-directory unit-check
	$(Q)$(run_unit)
run_unit = GKR_TOP='$(CURDIR)' GKR_BUILD='$(abspath $(BUILD))' $(UNIT)/check
unit-check: $(BUILD)/flags $(SUPPORT_O) $(SUITES:%=$(BUILD)/t/test-%.o) \
		$(BUILD)/libparts.a
	$(Q)mkdir -p $(UNIT) && rm -f $(UNIT)/lib.a
	$(Q)printf '%s\n' $(call suites_def,$(SUITES)) >$(UNIT)/suites.def
	$(Q)$(AR) rcs $(UNIT)/lib.a $(wildcard $(BUILD)/lib/*.o) $(DOCX_O)
	$(call say,LD,$(UNIT)/check)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) \
		-I$(UNIT) $(LDFLAGS) -o $(UNIT)/check t/check.c \
		$(filter %.o,$^) $(BUILD)/libparts.a $(UNIT)/lib.a \
		-Wl,--warn-unresolved-symbols $(LIBS) $(DOCX_LIBS) \
		$(CHECK_LIBS) -pthread

golden: export GKR_GOLDEN = update
golden: suite

# What a library exports, what its header declares and the committed list are
# the same.
names = LC_ALL=C sort -u
declared = $(CC) $(CPPFLAGS) -Iinclude -E $(1) | awk '/^\# / { own = \
	$$3 == "\"$(1)\"" } own' | grep -o '\<gkr_[a-z0-9_]* *(' | \
	tr -d ' (' | $(names)
in_archive = $(NM) -g --defined-only $(1) | awk 'NF == 3 { print $$3 }' | $(names)
# what some linkers add to every shared object
in_shared = $(NM) -D --defined-only $(1) | awk 'NF == 3 && \
	$$3 !~ /^(_init|_fini|_edata|_end|__bss_start)$$/ { print $$3 }' | $(names)
same_list = diff -u $(1) $@+ || { echo '$(2)'; rm $@+; exit 1; }

# symbols_of: stamp, list, header, archive, shared object
define symbols_of
symbols: $(BUILD)/$(1)
$(BUILD)/$(1): $(2) $(3) $(BUILD)/$(4) $(BUILD)/$(5)
	$$(call say,SYMBOLS,$(2)):
	$$(Q)$$(call declared,$(3)) >$$@+ && \
		$$(call same_list,$(2),declared in $(3))
	$$(Q)$$(call in_archive,$(BUILD)/$(4)) >$$@+ && \
		$$(call same_list,$(2),defined in $(4))
	$$(Q)$$(call in_shared,$(BUILD)/$(5)) >$$@+ && \
		$$(call same_list,$(2),exported by $(5))
	$$(Q)mv $$@+ $$@
endef
docx_header = include/gkr-docx.h
$(eval $(call symbols_of,symbols.ok,t/exported.list,$(header),libgkr.a,$(SO)))
$(if $(HAVE_DOCX),$(eval $(call symbols_of,symbols-docx.ok,\
	t/exported-docx.list,$(docx_header),libgkr-docx.a,$(DOCX_SO))))

exported: | $(FIRST)
	$(Q)$(call declared,$(header)) >t/exported.list
	$(Q)$(call declared,$(docx_header)) >t/exported-docx.list
	$(Q)wc -l t/exported.list t/exported-docx.list

# Each header compiles alone, and twice; the public one as C++ too.  And all
# compile in one file: a name is that of one thing, wherever it is read.
included = printf '\#include "%s"\n' $(1) | \
	$(2) $(CPPFLAGS) -fsyntax-only -Werror $(3) -I. -Iinclude \
		$(if $(HAVE_DOCX),$(ZLIB_CFLAGS) $(EXPAT_CFLAGS)) -
alone = $(call included,$(1) $(1),$(2),$(3))
headers: $(HEADERS:%=$(BUILD)/%.ok) $(BUILD)/headers.ok
$(BUILD)/headers.ok: $(HEADERS) $(BUILD)/flags
	$(call say,HEADERS,together)$(call included,$(HEADERS),$(CC),-std=c99 \
		$(WARN) -x c)
	$(Q)touch $@
$(BUILD)/lib/%.h.ok: lib/%.h $(BUILD)/flags $(HEADERS)
	$(Q)mkdir -p $(@D)
	$(call say,HEADER,$<)$(call alone,$<,$(CC),-std=c99 $(WARN) -x c)
	$(Q)touch $@
$(BUILD)/include/%.h.ok: include/%.h $(BUILD)/flags
	$(Q)mkdir -p $(@D)
	$(call say,HEADER,$<)$(call alone,$<,$(CC),-std=c99 $(WARN) -pedantic -x c)
	$(Q)if command -v $(firstword $(CXX)) >/dev/null; \
	then $(call alone,$<,$(CXX),-std=c++11 -Wall -Wextra -pedantic -x c++); \
	else echo '  no $(CXX): $< was not compiled as C++'; fi
	$(Q)touch $@

# Tables that are made from the .def files, and committed made.
tables: | $(FIRST)
	$(Q)for t in $(TABLES:.h=); do \
		$(PYTHON) $$t.py lib >$$t.h+ && mv $$t.h+ $$t.h || exit; \
	done
tables-check: | $(FIRST)
	$(Q)if command -v $(PYTHON) >/dev/null; then \
		for t in $(TABLES:.h=); do \
			$(PYTHON) $$t.py lib | cmp - $$t.h || \
			{ echo "$$t.h is stale: make tables"; exit 1; }; \
		done; \
	else echo '  no $(PYTHON): $(TABLES) were not compared'; fi

# Other versions of clang-format lay some things out differently.
format-check:
	$(Q)if $(CLANG_FORMAT) --version | grep -q 'version 14\.'; \
	then $(CLANG_FORMAT) --dry-run -Werror $(C_FILES); \
	else echo '  $(CLANG_FORMAT) is not version 14: not compared'; fi
format:
	$(Q)$(CLANG_FORMAT) -i $(C_FILES)

man-check:
	$(Q)$(if $(MAN),$(MANDOC) -Tlint -Wwarning $(MAN))

SANITIZE = address,undefined

# Rivals are measured where their packages are: name:macro.
RIVALS = md4c:MD4C expat:EXPAT gumbo:GUMBO lexbor:LEXBOR libxml-2.0:LIBXML2
rival_of = $(firstword $(subst :, ,$(1)))
RIVALS_HERE = $(call once,RIVALS_HERE,for p in $(RIVALS); do \
	$(PKG_CONFIG) --exists $${p%:*} 2>/dev/null && echo $$p; done)
RIVAL_CFLAGS = $(call once,RIVAL_CFLAGS,$(if $(RIVALS_HERE),$(PKG_CONFIG) \
	--cflags $(foreach r,$(RIVALS_HERE),$(call rival_of,$(r)))))
RIVAL_LIBS = $(call once,RIVAL_LIBS,$(if $(RIVALS_HERE),$(PKG_CONFIG) \
	--libs $(foreach r,$(RIVALS_HERE),$(call rival_of,$(r)))))
$(BUILD)/t/bench-rivals.o: private TEST_CFLAGS += $(RIVAL_CFLAGS) \
	$(foreach r,$(RIVALS_HERE),-DHAVE_$(lastword $(subst :, ,$(r))))
$(BUILD)/t/bench: $(BENCH_O) $(BUILD)/libgkr.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) \
		$(RIVAL_LIBS) -pthread
bench: $(if $(BENCH_O),$(BUILD)/t/bench $(COMMAND))
	$(Q)$(if $(BENCH_O),GKR_TOP='$(CURDIR)' GKR_BUILD='$(abspath \
		$(BUILD))' PYTHON='$(PYTHON)' $(BUILD)/t/bench $(BENCH_ARGS),\
		echo there is no t/bench*.c)
	$(Q)GKR_TOP='$(CURDIR)' sh t/callgrind.sh $(BUILD)/t/bench

# Instructions a byte, against those that are committed; update writes them.
callgrind: $(BUILD)/t/bench
	$(Q)sh t/callgrind.sh $(BUILD)/t/bench $(CALLGRIND)

# Harnesses run under a fuzzer, or over files: what once broke something
# (t/fuzz/NAME/), and the samples.  FUZZ_ARGS go to all, FUZZ_ARGS_NAME to one.
# Neither comparisons nor how rare a feature is are recorded: each makes it
# several times slower, and what a dictionary has need not be guessed.
FUZZ_SECONDS = 60
FUZZ_CFLAGS = -O2 -g -fno-sanitize-recover=all -fsanitize=$(SANITIZE) \
	-fsanitize-coverage=inline-8bit-counters,pc-table
FUZZ_OPTIONS = malloc_context_size=4:quarantine_size_mb=16
FUZZ_SEEDS = $$(test $$f = docx && ls t/docx/* || ls t/samples/*.*)
FUZZ_WORDS = $(addprefix lib/,form.def fact.def meta.def nil.def unit.def \
	html-tag.def field.def value.def name.def lossy.def organ.def)
FUZZ_LEN = 8192
FUZZ_LEN_docx = 16384
FUZZ_LEN_decimal = 512
FUZZ_LEN_label = 512
fuzz: | $(FIRST)
	+$(Q)ASAN_OPTIONS=$(FUZZ_OPTIONS):$$ASAN_OPTIONS $(MAKE) \
		--no-print-directory BUILD=$(BUILD)/fuzz CC=clang \
		CFLAGS='$(FUZZ_CFLAGS)' run-fuzz
run-fuzz: $(FUZZ:$(BUILD)/t/%=run-%)
run-fuzz-%: $(BUILD)/t/fuzz-% $(BUILD)/t/replay-%
	$(Q)f=$*; seeds=$(BUILD)/t/seeds-$*; found=$(BUILD)/t/corpus-$*; \
	mkdir -p $$seeds $$found && \
	$(BUILD)/t/replay-$* -w $$seeds $(FUZZ_SEEDS) && \
	$(BUILD)/t/replay-$* -d $(FUZZ_WORDS) >$(BUILD)/t/words-$* && \
	$(BUILD)/t/fuzz-$* $$found $$seeds $$(ls -d t/fuzz/$* 2>/dev/null) \
		-artifact_prefix=$(BUILD)/t/$*. -dict=$(BUILD)/t/words-$* \
		-max_len=$(or $(FUZZ_LEN_$*),$(FUZZ_LEN)) -timeout=60 \
		-entropic=0 -print_final_stats=1 \
		-max_total_time=$(FUZZ_SECONDS) $(FUZZ_ARGS) $(FUZZ_ARGS_$*)
$(FUZZ): $(BUILD)/t/%: $(BUILD)/t/%.o $(BUILD)/libgkri.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer \
		-o $@ $^ $(LIBS) $(DOCX_LIBS)
$(REPLAY): $(BUILD)/t/replay-%: $(BUILD)/t/fuzz-%.o $(BUILD)/t/replay.o \
		$(BUILD)/libgkri.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) $(DOCX_LIBS)
replay: $(REPLAY)
	$(Q)for f in $(FUZZ:$(BUILD)/t/fuzz-%=%); do \
		$(BUILD)/t/replay-$$f -s $(FUZZ_SEEDS) || exit; \
		set -- t/fuzz/$$f/*; test ! -e "$$1" || \
			$(BUILD)/t/replay-$$f "$$@" || exit; done

include t/thorough.mak

# ---------------------------------------------------------------------------
# The main job, on the reports that come with the project

demo: | $(FIRST)
	$(Q)$(MAKE) --no-print-directory all
	$(Q)if test -x $(BUILD)/gkr; then \
		sh examples/demo.sh $(BUILD)/gkr $(BUILD)/demo t/samples; \
	else echo 'demo: there is no command gkr in this tree'; fi

# ---------------------------------------------------------------------------
# What the build needs: package:how to see that it is there

SUDO = $(shell test "`id -u`" = 0 || echo sudo)
APT = $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get -q \
	-o DPkg::Lock::Timeout=300
has = command -v $(firstword $(1))
compiles = printf '\#include <%s>\n' $(1) | $(CC) $(CPPFLAGS) $(2) -E -
# Debian's modules stand apart from a Python that is not Debian's.
imports = $(PYTHON) -c 'import sys; \
	sys.path.append("/usr/lib/python3/dist-packages"); import $(1)'
there = $(PKG_CONFIG) --exists $(1)
# Debian's clang comes without what its sanitizers and the fuzzer run on.
fuzzes = ls "$$(clang -print-resource-dir)"/lib/linux/libclang_rt.fuzzer-*
CLANG_RT = libclang-rt-$$(clang -dumpversion 2>/dev/null | sed 's/\..*//; \
	/^$$/d' | grep . || echo 14)-dev
lacks = $(2) >/dev/null 2>&1 || missing="$$missing $(1)";

deps:
	@missing=; $(call lacks,gcc,$(call has,$(CC))) \
	$(call lacks,libc6-dev,$(call compiles,stdlib.h)) \
	$(call lacks,binutils,$(call has,$(OBJCOPY))) \
	$(call lacks,pkg-config,$(call has,$(PKG_CONFIG))) \
	$(call lacks,libutf8proc-dev,$(call compiles,utf8proc.h,$(UTF8PROC_CFLAGS))) \
	$(call lacks,zlib1g-dev,$(call compiles,zlib.h,$(ZLIB_CFLAGS))) \
	$(call lacks,libexpat1-dev,$(call compiles,expat.h,$(EXPAT_CFLAGS))) \
	$(call lacks,check,$(call compiles,check.h,$(CHECK_CFLAGS))) \
	$(call lacks,g++,$(call has,$(CXX))) \
	$(call lacks,python3,$(call has,$(PYTHON))) \
	$(call lacks,python3-html5lib,$(call imports,html5lib)) \
	$(call lacks,mandoc,$(call has,$(MANDOC))) \
	$(call lacks,autoconf,$(call has,autoconf)) \
	$(install_missing)
deps-dev: deps
	@missing=; $(call lacks,clang-format,$(call has,$(CLANG_FORMAT))) \
	$(call lacks,clang,$(call has,clang)) \
	$(call lacks,$(CLANG_RT),$(fuzzes)) \
	$(call lacks,locales,test -f /usr/share/i18n/locales/zh_CN) \
	$(call lacks,valgrind,$(call has,valgrind)) \
	$(call lacks,gcovr,$(call has,gcovr)) \
	$(call lacks,abigail-tools,$(call has,abidiff)) \
	$(call lacks,clang-tidy,$(call has,$(CLANG_TIDY))) \
	$(call lacks,cppcheck,$(call has,$(CPPCHECK))) \
	$(call lacks,python3-lxml,$(call imports,lxml)) \
	$(call lacks,libmd4c-dev,$(call there,md4c)) \
	$(call lacks,libexpat1-dev,$(call there,expat)) \
	$(call lacks,libgumbo-dev,$(call there,gumbo)) \
	$(call lacks,libxml2-dev,$(call there,libxml-2.0)) \
	if apt-cache show liblexbor-dev >/dev/null 2>&1; then \
		$(call lacks,liblexbor-dev,$(call there,lexbor)) \
	fi; $(install_missing)
install_missing = \
	if test -z "$$missing"; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "Missing here (Debian's names):$$missing"; \
		echo 'Please install what your system has for them.'; exit 0; \
	fi; \
	echo "Installing:$$missing"; \
	{ $(APT) update && $(APT) install -y --no-install-recommends \
		$$missing; } >&2

# ---------------------------------------------------------------------------
# Installing

define pc
prefix=$(prefix)
exec_prefix=$(exec_prefix)
libdir=$(libdir)
includedir=$(includedir)

Name: gkr
Description: Read, check and export annual reports on open government information
Version: $(VERSION)
Libs: -L$${libdir} -lgkr
Libs.private: $(LIBS)
Cflags: -I$${includedir}
endef
define docx_pc
prefix=$(prefix)
exec_prefix=$(exec_prefix)
libdir=$(libdir)
includedir=$(includedir)

Name: gkr-docx
Description: Word documents for gkr
Version: $(VERSION)
Requires: gkr = $(VERSION)
Libs: -L$${libdir} -lgkr-docx
Libs.private: $(DOCX_LIBS)
Cflags: -I$${includedir}
endef
$(BUILD)/gkr.pc: export PC = $(pc)
$(BUILD)/gkr-docx.pc: export PC = $(docx_pc)
$(BUILD)/gkr.pc $(BUILD)/gkr-docx.pc: $(BUILD)/dirs
	$(Q)printf '%s\n' "$$PC" >$@

put = $(Q)$(INSTALL) -d $(DESTDIR)$(3) && \
	$(INSTALL) -m $(1) $(2) $(DESTDIR)$(3)
section = $(mandir)/man$(subst .,,$(suffix $(1)))

install: all
	$(call put,644,$(header),$(includedir))
	$(call put,644,$(BUILD)/libgkr.a,$(libdir))
	$(call put,755,$(BUILD)/$(SOFILE),$(libdir))
	$(Q)ln -sf $(SOFILE) $(DESTDIR)$(libdir)/$(SONAME)
	$(Q)ln -sf $(SONAME) $(DESTDIR)$(libdir)/$(SO)
	$(call put,644,$(BUILD)/gkr.pc,$(pkgconfigdir))
	$(if $(HAVE_DOCX),$(install_docx))
	$(if $(COMMAND),$(call put,755,$(COMMAND),$(bindir)))
	$(foreach m,$(MAN),$(call put,644,$(m),$(call section,$(m)))$(newline))
	$(if $(DATA),$(call put,644,$(DATA),$(datadir)/gkr))
	$(if $(PYMODULE),$(call put,644,$(PYMODULE),$(pythondir)))
define install_docx
$(call put,644,$(docx_header),$(includedir))
	$(call put,644,$(BUILD)/libgkr-docx.a,$(libdir))
	$(call put,755,$(BUILD)/$(DOCX_SOFILE),$(libdir))
	$(Q)ln -sf $(DOCX_SOFILE) $(DESTDIR)$(libdir)/$(DOCX_SONAME)
	$(Q)ln -sf $(DOCX_SONAME) $(DESTDIR)$(libdir)/$(DOCX_SO)
	$(call put,644,$(BUILD)/gkr-docx.pc,$(pkgconfigdir))
endef
define newline

	
endef

uninstall:
	$(Q)cd $(DESTDIR)/ && rm -f $(patsubst /%,%,\
		$(includedir)/$(notdir $(header)) $(libdir)/libgkr.a \
		$(libdir)/$(SOFILE) $(libdir)/$(SONAME) $(libdir)/$(SO) \
		$(includedir)/$(notdir $(docx_header)) $(libdir)/libgkr-docx.a \
		$(libdir)/$(DOCX_SOFILE) $(libdir)/$(DOCX_SONAME) \
		$(libdir)/$(DOCX_SO) $(pkgconfigdir)/gkr-docx.pc \
		$(pkgconfigdir)/gkr.pc $(bindir)/gkr \
		$(foreach m,$(MAN),$(call section,$(m))/$(notdir $(m))) \
		$(addprefix $(datadir)/gkr/,$(notdir $(DATA))) \
		$(addprefix $(pythondir)/,$(notdir $(PYMODULE))))
	$(Q)test ! -d $(DESTDIR)$(datadir)/gkr || \
		rmdir --ignore-fail-on-non-empty $(DESTDIR)$(datadir)/gkr

clean:
	$(Q)rm -rf $(BUILD)
distclean: clean
	$(Q)rm -rf config.mak config.log config.status configure configure~ \
		autom4te.cache

help:
	@echo 'make                  libgkr.a, $(SO), the command gkr, examples;'
	@echo '                      libgkr-docx where there are zlib and expat'
	@echo 'make deps             install what is missing (Debian)'
	@echo 'make demo             read, check and convert the sample reports'
	@echo 'make check            all tests; CK_FORK=no to debug one'
	@echo 'make suite            the tests alone, without looking at headers'
	@echo 'make unit SUITES="a"  t/test-a.c alone, with what compiles'
	@echo 'make golden           write the expected outputs anew'
	@echo 'make sanitize         the tests with ASan and UBSan; tsan: threads'
	@echo 'make work             hostile input twice as long takes twice the work'
	@echo 'make memcheck         the fuzz harnesses over samples in valgrind'
	@echo 'make msan             the same over all of them with MSan'
	@echo 'make faults           breaks the library on purpose: does a test see it?'
	@echo 'make cross            s390x, i386, musl; deps-cross brings what it needs'
	@echo 'make coverage         lines and branches of lib/ that tests run'
	@echo 'make lint             clang-tidy and cppcheck over all C files'
	@echo 'make abi              types and constants against the last release (t/abi)'
	@echo 'make bench, fuzz      speed; hostile input (FUZZ_SECONDS=60)'
	@echo 'make replay           the fuzz harnesses over samples and finds'
	@echo 'make outcomes         what harnesses make of it without vectors'
	@echo 'make callgrind        instructions a byte; CALLGRIND=update'
	@echo 'make headers symbols  what check looks at besides the tests'
	@echo 'make tables           make lib/*-table.h from the .def files'
	@echo 'make exported         write t/exported.list anew'
	@echo 'make format-check     clang-format has nothing to say'
	@echo 'make install          DESTDIR=, prefix=, libdir= ...; uninstall'
	@echo 'make clean, distclean  what make wrote; what configure wrote'
	@echo 'Variables: BUILD=dir, V=1, DOCX=no, CC, CFLAGS, CPPFLAGS, LDFLAGS'

FORCE:
.PHONY: all lib lib-objects examples suite check unit unit-check golden \
	symbols exported headers tables tables-check format format-check man-check \
	sanitize tsan memcheck faults coverage run-coverage cross deps-cross \
	bench callgrind fuzz \
	run-fuzz replay demo deps deps-dev install uninstall clean distclean \
	help FORCE
.DELETE_ON_ERROR:
