#!/usr/bin/env bash
# whatthepatch drops what follows a form feed, a CR or U+2028 within a line of a diff, without an error.
#
# Seen with: whatthepatch 1.0.7, unidiff 1.0.1 beside it, git 2.39.5, Python 3.11.
# What happens: a line of a diff ends with LF; within it may stand a form feed (common in sources of GNU, Emacs and Python), a lone
#   CR or U+2028. whatthepatch splits there too, and what follows is no line of a diff any more, so it is passed over: of "one^Ltwo" it
#   gives "one", for the old line and for the new one. unidiff gives the whole line.
# What it means for us: a change that was parsed so and written back loses code, and the counts in the head of its hunk still agree. Recorded
#   diffs (of next edits, of answers) are read with unidiff, or split at LF only.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: whatthepatch==1.0.7 unidiff==1.0.1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git --version

cat >check.py <<'PY'
import subprocess, sys
import unidiff, whatthepatch

same = True
for name, within in {'a form feed': '\f', 'CR': '\r', 'U+2028': '\u2028', 'a tab': '\t'}.items():
    for file, end in (('old.txt', 'two'), ('new.txt', 'three')):
        with open(file, 'w', newline='', encoding='utf-8') as out:
            out.write(f'one{within}{end}\nlast\n')
    diff = subprocess.run(['git', 'diff', '--no-index', '--text', 'old.txt', 'new.txt'], stdout=subprocess.PIPE).stdout.decode()
    [change] = whatthepatch.parse_patch(diff)
    what = [line.line for line in change.changes]
    uni = [line.value.rstrip('\n') for line in unidiff.PatchSet(diff)[0][0]]
    print(f'{name}: whatthepatch {what}, unidiff {uni}')
    whole = [f'one{within}two', f'one{within}three', 'last']
    same = same and uni == whole and what == (whole if within == '\t' else ['one', 'one', 'last'])
print('Still so.' if same else 'CHANGED: this is not what was seen before.')
sys.exit(0 if same else 1)
PY
venv/bin/python check.py
