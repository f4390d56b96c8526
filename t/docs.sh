#!/bin/sh
# What README, NEWS and the manual pages say is compared with what is.
#   docs.sh TOP BUILD
# Says nothing where all agrees; else what does not, and exits 1.
top=$1 build=$2
cd "$top" || exit 1
work=$(mktemp -d "${TMPDIR:-/tmp}/gkr-docs-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
LC_ALL=C
export LC_ALL

wrong() {
	echo "docs: $*" >&2
	bad=1
}

# same WHAT FILE FILE: the second is what should be
same() {
	diff -u "$2" "$3" >"$work/diff" && return
	wrong "$1"
	cat "$work/diff" >&2
}

# says FILE: each word of standard input stands in it
says() {
	tr -c 'A-Za-z0-9_.-' '\n' <"$1" | sed 's/^[.-]*//; s/[.-]*$//' |
		sort -u >"$work/words"
	while read -r word; do
		grep -qxFe "$word" "$work/words" || wrong "$1 lacks $word"
	done
}

# ---- functions ----

# name(type name, ...) of every function, from the header and from the page
declared() { # declared HEADER
	sed -e 's|/\*.*\*/||' -e '/\/\*/,/\*\//d' -e '/^#/d' "$1" |
		tr '\n\t' '  ' | tr ';' '\n' |
		sed -n 's/.*GKR_API //p' | squeeze
}
squeeze() {
	tr -s ' ' | sed -e 's/ *( */(/' -e 's/ *) *$/)/' -e 's/ *, */, /g' \
		-e 's/\* */*/g' -e 's/^ *//' | sort
}
synopsis() { # synopsis PAGE
	sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' "$1" | awk '
	function unquote(s) { gsub(/"/, "", s); return s }
	/^\.Ft/ { type = unquote(substr($0, 5)) }
	/^\.Fo/ { name = $2; args = "" }
	/^\.Fa/ { args = args (args ? ", " : "") unquote(substr($0, 5)) }
	/^\.Fc/ { print type " " name "(" args ")" }
	/^\.Fn/ {
		line = substr($0, 5); name = line; sub(/ .*/, "", name)
		sub(/^[^ ]* /, "", line); gsub(/" "/, ", ", line)
		print type " " name "(" unquote(line) ")"
	}' | squeeze
}
for name in gkr gkr-docx; do
	declared include/$name.h >"$work/declared"
	synopsis man/$name.3 >"$work/synopsis"
	same "man/$name.3: its synopsis is not that of $name.h" \
		"$work/synopsis" "$work/declared"
	list=t/exported${name#gkr}.list
	sed 's/.*\(gkr_[a-z0-9_]*\)(.*/\1/' "$work/declared" |
		sort >"$work/names"
	same 't/docs.sh does not find all functions' "$work/names" "$list"
	sort -u "$list" t/exported.list >"$work/all"

	# what the prose names is there
	grep -o '\.Fn gkr_[a-z0-9_]*' man/$name.3 | sed 's/.* //' | sort -u |
		comm -23 - "$work/all" >"$work/gone"
	test ! -s "$work/gone" ||
		wrong "man/$name.3 names" "$(cat "$work/gone")"
	grep -o 'GKR_[A-Z0-9_]*' man/$name.3 | sort -u | while read -r word; do
		grep -q "$word" include/gkr.h || echo "$word"
	done >"$work/gone"
	test ! -s "$work/gone" ||
		wrong "man/$name.3 names" "$(cat "$work/gone")"
done
for file in t/cplusplus.cpp examples/gkr.py; do
	sort t/exported.list t/exported-docx.list | says $file
done

# ---- rules ----

{ tr '\n' ' ' <lib/rule.def && echo; } | sed 's/GKR_DEF_RULE(/\n&/g' | sed -n \
	's/^GKR_DEF_RULE([0-9]*, \([a-z0-9_]*\), "\([^"]*\)", \([A-Z]*\), "\(.\)".*/\1 \2 \3 \4/p' \
	>"$work/rules"
while read -r ident name severity basis; do
	severity=$(echo "$severity" | tr A-Z a-z)
	echo "$name $severity $basis"
	# a rule that no check names, and that compares nothing, is not applied
	grep -q "RULE_$ident\\>" lib/*.c lib/*.h ||
		grep -q "DEF_[A-Z]*($ident," lib/rule.def ||
		echo "$name" >>"$work/idle"
done <"$work/rules" | sort >"$work/want"
sed -n 's/^\.It Li \([a-z0-9_.-]*\) Pq \([a-z]*\) , \(.\)$/\1 \2 \3/p' \
	man/gkr.5 | sort >"$work/got"
same 'man/gkr.5: the rules are not those of rule.def' \
	"$work/got" "$work/want"
sed -n '/^The rules below/,$s/^\.It Li \([a-z0-9_.-]*\) Pq.*/\1/p' \
	man/gkr.5 | sort >"$work/got"
sort "$work/idle" >"$work/want" 2>/dev/null
same 'man/gkr.5: other rules are not applied yet' "$work/got" "$work/want"

# ---- names ----

{
	sed -n 's/^GKR_DEF_\(STATE\|LAYOUT\|TOKEN\|FINDING\|SEVERITY\)([^"]*"\(.*\)").*/\2/p' \
		lib/name.def
	sed -n 's/^GKR_DEF_SECTION([^"]*"\([^"]*\)".*/\1/p
		s/^GKR_DEF_TABLE(\([a-z0-9_]*\),.*/\1/p' lib/form.def
	sed -n 's/.*"required": \[\(.*\)\].*/\1/p' lib/gkr-report.schema.json |
		tr -d '" ' | tr ',' '\n'
	echo gkr-report/1 | tr / '\n'
} | sort -u >"$work/words.want"
says man/gkr.5 <"$work/words.want"
sed -n 's/^GKR_DEF_STATE([^"]*"\(.*\)").*/\1/p' lib/name.def | says README

# ---- limits ----

# name, default as a number
sed -n 's/^GKR_DEF_LIMIT(\([A-Z]*\), "\([a-z]*\)", \(.*\))$/\1 \2 \3/p' \
	lib/limit.def | sed 's/UINT64_C(\([0-9]*\))/\1/' |
	while read -r id name value; do
		echo "$id $name $(($value))"
	done >"$work/limits"
while read -r id name value; do
	grep -q "^\.It Dv GKR_LIMIT_$id Ta $value Ta" man/gkr.3 ||
		wrong "man/gkr.3: GKR_LIMIT_$id is $value"
	said=$(sed -n "s/^\.It $name Ta \([0-9]*\)\([KMG]*\) Ta.*/\1 \2/p" \
		man/gkr.1 | sed 's/ K/*1024/; s/ M/*1048576/; s/ G/*1073741824/')
	test "$(($said))" = "$value" || wrong "man/gkr.1: $name is $value"
done <"$work/limits"

# ---- examples ----

says examples/README <<-END
	$(ls examples | grep -v '^README$\|__pycache__')
END
c_block() { # the first block of C in README
	sed -n '/^```c$/,/^```$/p' README | sed '/^```/d'
}
c_block >"$work/granted.c"
c_page() { # the first example of a page
	sed -n '/^\.Bd -literal/,/^\.Ed/{/^\.Ed/q;/^\.Bd/d;s/\\en/\\n/g;p;}' \
		"$1"
}
c_page man/gkr.3 >"$work/page.c"
c_page man/gkr-docx.3 >"$work/docx.c"
if command -v "${CC:-cc}" >/dev/null; then
	for file in granted page docx; do
		"${CC:-cc}" -std=c99 -Wall -Wextra -Werror -Iinclude -c \
			-o "$work/$file.o" "$work/$file.c" ||
			wrong "the C of $file does not compile"
	done
fi
if command -v python3 >/dev/null; then
	sed -n '/^```python$/,/^```$/p' README | sed '/^```/d' >"$work/s.py"
	python3 -c "compile(open('$work/s.py').read(), 's', 'exec')" ||
		wrong 'the Python of README does not compile'
fi

# ---- the command ----

options() {
	for command in check convert tokens facts forms explain compare rollup; do
		"$build/gkr" "$command" --help --lang en >"$work/help" ||
			wrong "gkr $command --help"
		sed -n 's/^ *\(-.*\)/\1/p' "$work/help" |
			grep -o -e '--[a-z0-9-]*' | sed 's/^--//'
	done | sort -u >"$work/options"
	tr -s ' ,=' '\n' <man/gkr.1 | tr -d '\\' | sort -u >"$work/words"
	while read -r option; do
		grep -qxFe "$option" "$work/words" ||
			wrong "man/gkr.1 lacks --$option"
	done <"$work/options"
}

# Commands of README behind a $: what is shown is the beginning of some line.
shown() {
	sed -n 's/^    \$ build\///p' README >"$work/commands"
	while read -r line; do
		sh -c "'$build'/$line" >>"$work/shown" 2>&1 </dev/null
	done <"$work/commands"
	sed -n '/^    \$ /,/^$/{/^    \$ /d;s/^    //;s/ *\.\.\.$//;/./p;}' \
		README | while IFS= read -r line; do
		awk -v want="$line" 'index($0, want) { found = 1 }
			END { exit !found }' "$work/shown" || echo "$line"
	done >"$work/gone"
	test ! -s "$work/gone" || wrong 'README shows' "$(cat "$work/gone")"
}

if test -x "$build/gkr"; then
	options
	shown
else
	echo "no $build/gkr: its options and output were not looked at" >&2
fi

# ---- versions ----

version=$(sed -n 's/^#define GKR_VERSION_[A-Z]* //p' include/gkr.h |
	tr '\n' . | sed 's/\.$//')
head -n 1 NEWS | grep -q "^libgkr $version\\>" ||
	wrong "NEWS does not begin with libgkr $version"
count=$(wc -l <t/exported.list | tr -d ' ')
grep -q "with $count functions" NEWS || wrong "NEWS: there are $count functions"

exit $bad
