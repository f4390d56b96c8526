# libgkr builds with GNU make alone; configure is optional and only writes
# config.mak, which is read below.  `make help` lists the targets.
#
# What is found by its name:
#   lib/*.c                     the library
#   examples/*.c                a program each where there is a main; of the
#                               others a program takes what it uses
#   t/test-*.c                  a suite each, collected into one program
#   t/bench*.c                  one program for `make bench`
#   t/fuzz-*.c                  a program each for `make fuzz`

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

ifndef V
Q = @
say = @echo '  $(1)' $(2);
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

# ---------------------------------------------------------------------------
# Files

LIB_O := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard lib/*.c)))
EXAMPLE_C := $(sort $(wildcard examples/*.c))
MAIN_C := $(if $(EXAMPLE_C),$(shell grep -lw '^int main' $(EXAMPLE_C)))
PART_O := $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(MAIN_C),$(EXAMPLE_C)))
PROGRAMS := $(MAIN_C:examples/%.c=$(BUILD)/%)
TEST_C := $(sort $(wildcard t/test-*.c))
TEST_O := $(TEST_C:%.c=$(BUILD)/%.o)
SUPPORT_O := $(patsubst %.c,$(BUILD)/%.o,$(wildcard t/support*.c))
SUITES = $(TEST_C:t/test-%.c=%)
BENCH_O := $(patsubst %.c,$(BUILD)/%.o,$(wildcard t/bench*.c))
FUZZ := $(patsubst t/%.c,$(BUILD)/%,$(wildcard t/fuzz-*.c))
MAN := $(wildcard man/*.[1-9])
DATA := $(wildcard examples/*.schema.json lib/*.schema.json)
PYMODULE := $(wildcard examples/gkr.py)
C_FILES = $(sort $(wildcard lib/*.[ch] include/*.h examples/*.[ch] t/*.[ch]))

WARN = -Wall -Wextra -Wconversion -Wshadow -Wvla -Wstrict-prototypes
ALL_CFLAGS = -std=c99 $(WARN) $(CPPFLAGS) $(CFLAGS)
LIB_CFLAGS = -fPIC -fvisibility=hidden -Iinclude $(ICONV_CFLAGS) \
	$(UTF8PROC_CFLAGS)
POSIX = -D_XOPEN_SOURCE=700
EXAMPLE_CFLAGS = $(POSIX) -Iinclude
TEST_CFLAGS = $(POSIX) -Iinclude -iquote lib -DGKR_TOP='"$(CURDIR)"' \
	$(CHECK_CFLAGS)
LIBS = $(UTF8PROC_LIBS) $(ICONV_LIBS)

# `deps` and `clean` come before whatever else is asked for beside them.
FIRST := $(filter deps deps-dev clean,$(MAKECMDGOALS))

all: lib $(PROGRAMS)
lib: $(BUILD)/libgkr.a $(BUILD)/$(SO)
lib-objects: $(LIB_O)
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
		$(TEST_CFLAGS) $(LDFLAGS) $(LIBS) $(CHECK_LIBS) $(VERSION) \
		$(ABI) $(OBJCOPY)))
$(BUILD)/dirs: FORCE | $(FIRST)
	$(call stamp,$(call quote,$(prefix) $(exec_prefix) $(libdir) \
		$(includedir) $(VERSION) $(LIBS)))
# A file that goes away leaves no newer one behind: the lists tell.
$(BUILD)/lib.list: FORCE | $(FIRST)
	$(call stamp,$(LIB_O) $(PART_O))
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

# The product has one member, whose only global symbols are gkr_*.
$(BUILD)/libgkr.a: $(LIB_O) $(BUILD)/lib.list
	$(call say,AR,$@)$(CC) $(CFLAGS) $(LDFLAGS) -nostdlib -r \
		-o $(BUILD)/libgkr.o $(LIB_O)
	$(Q)$(OBJCOPY) --localize-hidden $(BUILD)/libgkr.o
	$(Q)rm -f $@ && $(AR) rcsD $@ $(BUILD)/libgkr.o

$(BUILD)/$(SOFILE): $(LIB_O) $(BUILD)/lib.list
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -shared \
		-Wl,-soname,$(SONAME) -o $@ $(LIB_O) $(LIBS)
$(BUILD)/$(SONAME) $(BUILD)/$(SO): $(BUILD)/$(SOFILE)
	$(Q)ln -sf $(SOFILE) $@
$(BUILD)/$(SO): $(BUILD)/$(SONAME)

# Tests reach into the rooms: the plain objects, of which the linker takes
# what is used.
$(BUILD)/libgkri.a: $(LIB_O) $(BUILD)/lib.list
	$(call say,AR,$@)rm -f $@ && $(AR) rcsD $@ $(LIB_O)

$(BUILD)/libparts.a: $(PART_O) $(BUILD)/lib.list
	$(call say,AR,$@)rm -f $@ && $(AR) rcsD $@ $(PART_O)
$(PROGRAMS): $(BUILD)/%: $(BUILD)/examples/%.o $(BUILD)/libparts.a \
		$(BUILD)/libgkr.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -pthread

CHECK_O = $(BUILD)/t/check.o $(SUPPORT_O) $(TEST_O)
$(BUILD)/t/check.o: private TEST_CFLAGS += -I$(@D)
$(BUILD)/t/check.o: $(BUILD)/t/suites.def
$(BUILD)/t/check: $(CHECK_O) $(BUILD)/libgkri.a
	$(call say,LD,$@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) \
		$(CHECK_LIBS) -pthread

-include $(wildcard $(BUILD)/*/*.d)

# ---------------------------------------------------------------------------
# Tests

# Tests that need the command or the libraries find them in GKR_BUILD.
run_check = GKR_TOP='$(CURDIR)' GKR_BUILD='$(abspath $(BUILD))' $(1) \
	$(BUILD)/t/check

suite: $(BUILD)/t/check all
	$(Q)$(run_check)

check: | $(filter demo,$(MAKECMDGOALS))
	$(Q)$(MAKE) --no-print-directory suite

# make unit SUITES="decode text": only these, with what compiles of the rest;
# a function that does not exist yet crashes only where it is called.
UNIT = $(BUILD)/unit
unit: $(BUILD)/t/suites.def
	$(Q)$(MAKE) -k --no-print-directory lib-objects || :
	$(Q)$(MAKE) --no-print-directory unit-check
	$(Q)$(run_unit)
run_unit = GKR_TOP='$(CURDIR)' GKR_BUILD='$(abspath $(BUILD))' $(UNIT)/check
unit-check: $(BUILD)/flags $(SUPPORT_O) $(SUITES:%=$(BUILD)/t/test-%.o)
	$(Q)mkdir -p $(UNIT) && rm -f $(UNIT)/lib.a
	$(Q)printf '%s\n' $(call suites_def,$(SUITES)) >$(UNIT)/suites.def
	$(Q)$(AR) rcs $(UNIT)/lib.a $(wildcard $(BUILD)/lib/*.o)
	$(call say,LD,$(UNIT)/check)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) \
		-I$(UNIT) $(LDFLAGS) -o $(UNIT)/check t/check.c \
		$(filter %.o,$^) $(UNIT)/lib.a -Wl,--warn-unresolved-symbols \
		$(LIBS) $(CHECK_LIBS) -pthread

golden: export GKR_GOLDEN = update
golden: suite

# ---------------------------------------------------------------------------

clean:
	$(Q)rm -rf $(BUILD)

FORCE:
.PHONY: all lib lib-objects examples suite check unit unit-check golden clean \
	FORCE
.DELETE_ON_ERROR:
