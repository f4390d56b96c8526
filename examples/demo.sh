#!/bin/sh
# The main job from beginning to end: read, check and convert each report in a
# folder.   demo.sh GKR OUTPUT-FOLDER REPORT-FOLDER
gkr=$1 out=$2 reports=$3
read=0 failed=0
mkdir -p "$out" || exit 1

meaning() {
	case $1 in
	0) echo 'no errors' ;;
	1) echo 'errors found' ;;
	3) echo 'it could not be opened or decoded' ;;
	4) echo 'it is not such a report, or too damaged to read' ;;
	5) echo 'a limit was hit' ;;
	*) echo 'this should not happen' ;;
	esac
}

# What stands at the top of the JSON: form, title, year, agency.
head_of() {
	sed -n 's/^ *"\(form\|title\|year\|agency\|date\)": \(.*[^,]\),*$/   \1: \2/p' \
		"$1" | head -n 5
}

for report in "$reports"/*.txt "$reports"/*.md "$reports"/*.html; do
	test -f "$report" || continue
	name=${report##*/}
	echo "== $report"
	"$gkr" check "$report"
	rc=$?
	echo "   gkr check: exit $rc, $(meaning $rc)"
	case $rc in 0 | 1) ;; 3 | 4) continue ;; *) failed=1 && continue ;; esac
	read=$((read + 1))
	for format in json csv; do
		"$gkr" convert --to $format -o "$out/$name.$format" "$report" ||
			failed=1
	done
	head_of "$out/$name.json"
	echo "   gkr convert: $out/$name.json, $out/$name.csv" \
		"($(($(wc -l <"$out/$name.csv") - 1)) lines of cells)"
done
echo "== $read reports read and converted; see $out"
test $read -gt 0 && test $failed = 0
