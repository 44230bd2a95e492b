#!/usr/bin/env bash
# patch-ng puts lines of a diff without context one line too high, and a break behind the last line where there is none; each time it says that all is well.
#
# Seen with: patch-ng 1.19.1 (PyPI), git 2.39.5, Python 3.11.
# What happens: in `git diff -U0` a hunk that only adds says behind which line it belongs: `@@ -2,0 +3 @@` stands behind the second. patch-ng takes the number
#   for the line before which it belongs, so that the new line comes before the second; nothing can contradict it, since there is no context. "\ No newline
#   at end of file" is not heard for added lines, with context or without: a file that ends without a break has one afterwards, and a diff that takes away
#   only that break changes nothing. `apply` is true in all of these; git makes of them what they were made from.
# What it means for us: small hunks without context are what is kept of changes, and what models are asked for to save tokens. Ours name text, not numbers of
#   lines (src/diff/editBlocks.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --only-binary=:all: patch-ng==1.19.1
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
git --version

cat >check.py <<'PY'
import subprocess, sys
import patch_ng

cases = {
    'a line more': ('one\ntwo\nthree\n', 'one\ntwo\nnew\nthree\n'),
    'a line more at the end': ('one\ntwo\n', 'one\ntwo\nnew\n'),
    'a line less': ('one\ntwo\nthree\n', 'one\nthree\n'),
    'another line': ('one\ntwo\nthree\n', 'one\nnew\nthree\n'),
    'another last line, without a break': ('one\ntwo', 'one\nnew'),
    'the last break gone': ('one\ntwo\n', 'one\ntwo'),
}
unlike = {
    ('a line more', 0): 'one\nnew\ntwo\nthree\n',
    ('a line more at the end', 0): 'one\nnew\ntwo\n',
    ('another last line, without a break', 0): 'one\nnew\n',
    ('another last line, without a break', 3): 'one\nnew\n',
    ('the last break gone', 0): 'one\ntwo\n',
    ('the last break gone', 3): 'one\ntwo\n',
}


def write(text, name='file.txt'):
    with open(name, 'w', newline='') as file:
        file.write(text)


def read():
    with open('file.txt', newline='') as file:
        return file.read()


same = True
for (name, (before, after)) in cases.items():
    for context in (0, 3):
        write(before)
        write(after, 'new.txt')
        command = ['git', 'diff', '--no-index', f'-U{context}', 'file.txt', 'new.txt']
        write(subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.replace('new.txt', 'file.txt'), 'change.diff')
        subprocess.run(['git', 'apply', '--unidiff-zero', 'change.diff'], check=True)
        by_git = read()
        write(before)
        applied = patch_ng.fromfile('change.diff').apply(root='.')
        by_patch_ng = read()
        print(f'{name}, {context} lines of context: {applied}, {by_patch_ng!r}' + ('' if by_patch_ng == after else f', not {after!r}'))
        same = same and by_git == after and applied is True and by_patch_ng == unlike.get((name, context), after)
print('Still so.' if same else 'CHANGED: this is not what was seen before.')
sys.exit(0 if same else 1)
PY
venv/bin/python check.py
