#!/bin/sh
# Several processes, and a run that goes on after an interruption, write what
# one undisturbed process writes.
#   jobs.sh TOP GKR
# Says nothing where all is well; else what is not, and exits 1.
top=$1 gkr=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/gkr-jobs-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
LC_ALL=C
export LC_ALL
bad=0

wrong() {
	echo "jobs: $*" >&2
	bad=1
}

# run NAME ARGUMENT...: keeps what it prints, and its exit code
run() {
	name=$1
	shift
	"$gkr" convert --to ndjson "$@" >"$name.out" 2>"$name.err"
	echo $? >"$name.code"
}

same() { # same WHAT A B: output, messages and exit code
	for end in out err code; do
		cmp -s "$2.$end" "$3.$end" || wrong "$1: another $end"
	done
}

for file in "$top"/t/samples/*.*; do
	case $file in *.truth.json) ;; *) printf '%s\0' "$file" ;; esac
done >list
printf '%s\0nowhere.txt\0' "$top/t/samples/water_lines.txt" >>list

run one --files0-from list
for n in 1 2 3 7 200; do
	run many --jobs $n --files0-from list
	same "$n processes" one many
done
run none -j 2 --files0-from /dev/null
test ! -s none.out || wrong "an empty list has results"

# Cut anywhere, the output is completed.
total=$(wc -c <one.out)
for bytes in 0 1 5000 $((total / 3)) $((total / 2)) $((total - 1)) $total; do
	for n in 1 3; do
		head -c $bytes one.out >cut.ndjson
		"$gkr" convert --to ndjson -q --resume -j $n -o cut.ndjson \
			--files0-from list 2>/dev/null
		cmp -s one.out cut.ndjson ||
			wrong "cut at $bytes, $n processes: another output"
	done
done
"$gkr" convert --to ndjson --resume -o new.ndjson --files0-from list \
	2>/dev/null
cmp -s one.out new.ndjson || wrong "--resume without a file: another output"
"$gkr" convert --to ndjson --lang en --resume -o cut.ndjson --files0-from \
	list 2>said
grep -q 'resumed: [0-9]* are there, 0 to do' said || wrong "nothing is said"
"$gkr" convert --to ndjson --resume -o /dev/null nowhere.txt 2>/dev/null
test $? = 3 || wrong "a device was gone on with"

# A worker that is killed costs the file that it had.
children() { # children PID: the last child and how many there are
	for stat in /proc/[0-9]*/stat; do
		read -r pid _ _ parent _ 2>/dev/null <"$stat" &&
			test "$parent" = "$1" && echo "$pid"
	done | sort -n | awk '{ last = $1 } END { print last, NR }'
}
if test -r /proc/self/stat && mkfifo pipe; then
	good=$top/t/samples/water_lines.txt
	"$gkr" convert --to ndjson -j 2 "$good" pipe "$good" "$good" \
		"$good" >killed.out 2>killed.err &
	parent=$!
	tries=0
	while test $tries -lt 200; do
		set -- $(children $parent)
		test "$2" = 2 && break
		tries=$((tries + 1))
		sleep 0.05
	done
	sleep 0.2
	kill -9 "$1"
	wait $parent
	test $? = 5 || wrong "a worker was killed: another exit code"
	test "$(wc -l <killed.out)" = 5 || wrong "a worker was killed: lines"
	sed -n 2p killed.out | grep -q '"source":{"name":"pipe"},"error":' ||
		wrong "a worker was killed: not told"
	test "$(grep -c '"tables"' killed.out)" = 4 ||
		wrong "a worker was killed: others suffered"
	grep -q 'signal 9' killed.err || wrong "a worker was killed: silent"
fi
exit $bad
