#!/bin/sh
# Scores the command against reports whose truth is known and that are too
# many, or not ours, to come with the project: a folder with score.py and
# corpus/ beside the checkout.   run-score.sh GKR FOLDER
# Exit 0: nothing is wrong and enough is right, or there is no such folder.
gkr=$1 shared=$2
score=$shared/score.py corpus=$shared/corpus
failed=0

if ! test -f "$score" || ! test -d "$corpus"; then
	echo "run-score.sh: skipped, there is no $score" >&2
	exit 0
fi
if ! command -v python3 >/dev/null; then
	echo "run-score.sh: skipped, there is no python3" >&2
	exit 0
fi

fail() {
	echo "run-score.sh: $1"
	echo "$2"
	failed=1
}

# must WHAT OPTION... FOLDER...: the scorer itself is content
must() {
	what=$1
	shift
	said=$(python3 "$score" --quiet "$@" 2>&1) || fail "$what" "$said"
}

must "five reports, every cell" --min-right 100 "$gkr" "$corpus/seeds"
for names in 'direct_lines*' 'direct_tsv*' 'direct_pipes*' \
	'tika_docx*.txt' tika_doc.txt tika_odt.txt tika_html.txt; do
	must "converted, $names" --min-right 99 --only "$names" "$gkr" \
		"$corpus"/converted/*/
done

# Of all others much may be missed, but nothing may be wrong.
said=$(python3 "$score" --quiet "$gkr" "$corpus"/converted/*/ \
	"$corpus/real" 2>&1)
case $(echo "$said" | grep '^kept: ') in
*' wrong 0, misstated '*'crashed 0') ;;
*) fail "everything, nothing wrong" "$said" ;;
esac
exit $failed
