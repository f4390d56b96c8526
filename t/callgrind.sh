#!/bin/sh
# How many instructions a byte of input takes, by valgrind's callgrind.
#
#	t/callgrind.sh BENCH          prints them beside the baseline
#	t/callgrind.sh BENCH check    fails where one grew by more than 3 %
#	t/callgrind.sh BENCH update   writes the baseline anew
#
# A run of 12 rounds less a run of 2: what is counted is warm.
bench=$1
mode=${2-show}
top=${GKR_TOP-$(dirname "$0")/..}
baseline=$top/t/callgrind.baseline

if ! command -v valgrind >/dev/null; then
	echo "there is no valgrind: instructions were not counted"
	exit 0
fi
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

count() { # count WORK ROUNDS FILE: instructions
	valgrind --tool=callgrind --callgrind-out-file="$tmp/out" \
		"$bench" --work "$1" "$2" "$3" 2>&1 >/dev/null |
		sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

for name in water_lines.txt county_tabs.txt market_page.html; do
	file=$top/t/samples/$name
	bytes=$(wc -c <"$file")
	works="parse cold json 64 1"
	[ "$name" = market_page.html ] && works="parse json"
	for work in $works; do
		few=$(count $work 2 "$file")
		many=$(count $work 12 "$file")
		awk -v few="$few" -v many="$many" -v n="$bytes" \
			-v what="$name $work" 'BEGIN {
				if (few == "" || many == "")
					exit 1
				printf "%s %.2f\n", what, (many - few) / n / 10
			}' || exit
	done
done >"$tmp/now" || exit 1

if [ "$mode" = update ]; then
	cp "$tmp/now" "$baseline"
	cat "$baseline"
	exit
fi
echo "instructions a byte (goal: 10 to parse, 13 with checks and JSON), committed;"
echo "cold: a new tokenizer for each file; 64, 1: in pieces of so many bytes:"
awk -v mode="$mode" '
	NR == FNR { base[$1 " " $2] = $3; next }
	{
		key = $1 " " $2
		printf "  %-18s %-6s %8.2f %8s\n", $1, $2, $3, base[key]
		if (mode == "check" && (!(key in base) || $3 > base[key] * 1.03)) {
			print "    more than the baseline by over 3 %"
			bad = 1
		}
	}
	END { exit bad }' "$baseline" "$tmp/now"
