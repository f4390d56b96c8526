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

# Some findings, and the line that gkr check ends with.
shorten() {
	more=$(($(wc -l <"$1") - 5))
	if test $more -le 0; then
		sed 's/^/   /' "$1"
	else
		sed -n '1,4s/^/   /p' "$1"
		echo "   ... $more more in $1"
		tail -n 1 "$1" | sed 's/^/   /'
	fi
}

convert() {
	for format in json csv; do
		"$gkr" convert --to $format -o "$out/$name.$format" "$report" ||
			failed=1
	done
	echo "   gkr convert: $out/$name.json, $out/$name.csv"
	test $read -gt 0 || sed -n '1,4s/^/   | /p' "$out/$name.csv"
}

for report in "$reports"/*.txt "$reports"/*.md "$reports"/*.html; do
	test -f "$report" || continue
	name=${report##*/}
	echo "== $report"
	"$gkr" check "$report" >"$out/$name.check" 2>&1
	rc=$?
	shorten "$out/$name.check"
	echo "   gkr check: exit $rc, $(meaning $rc)"
	case $rc in
	0 | 1) convert && read=$((read + 1)) ;;
	3 | 4) ;;
	*) failed=1 ;;
	esac
done
echo "== $read reports read, checked and converted; see $out"
test $read -gt 0 && test $failed = 0
