#!/usr/bin/env bash
# `ignore` takes a folder for ignored when a pattern escapes the slash in front of its stars.
#
# Seen with: ignore 7.0.16 (7.0.17 does the same), git 2.39.5.
# What happens: `[ab]\/**` should mean what is inside of `a/` and `b/`, as `[ab]/**` does, so that `!b/keep` can take
#   `b/keep` back. For `ignore` it means the folder `b/` itself, and nothing in it can be taken back. Git reads both
#   patterns alike. The README of `ignore` lists stars next to an escaped slash among its differences from git, but
#   its examples are all of paths that git ignores and `ignore` does not; here it is the other way round.
# What it means for us: what a user took back would stay hidden. `plain` in src/common/ignore/pattern.ts writes a slash
#   for an escaped one before the library sees the pattern.
set -euo pipefail
if ! command -v git >/dev/null; then
  echo 'Skipped: git is not installed.'
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Nothing from elsewhere may ignore anything here.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund ignore@7.0.16

mkdir -p work/b
touch work/b/keep work/b/other
git -C work init --quiet
git_says() {
  if git -C work check-ignore --quiet --no-index "$1"; then echo ignored; else echo not; fi
}
cat >library.cjs <<'JS'
const [, , pattern, path] = process.argv;
console.log(require('ignore')().add(`${pattern}\n!b/keep\n`).ignores(path) ? 'ignored' : 'not');
JS

seen='[ab]/**  b/       git: not      ignore: not
[ab]/**  b/keep   git: not      ignore: not
[ab]/**  b/other  git: ignored  ignore: ignored
[ab]\/** b/       git: not      ignore: ignored
[ab]\/** b/keep   git: not      ignore: ignored
[ab]\/** b/other  git: ignored  ignore: ignored'
now=$(for pattern in '[ab]/**' '[ab]\/**'; do
  printf '%s\n!b/keep\n' "$pattern" >work/.gitignore
  for path in b/ b/keep b/other; do
    # Git knows a folder when it sees one; with a slash at its end it would be asked about an empty name in `b`.
    printf '%-8s %-8s git: %-8s ignore: %s\n' \
      "$pattern" "$path" "$(git_says "${path%/}")" "$(node library.cjs "$pattern" "$path")"
  done
done)
echo "ignore 7.0.16 against $(git --version), with \`!b/keep\` after the pattern:"
echo "$now"
if [ "$now" = "$seen" ]; then
  echo 'Still so: with an escaped slash the folder itself is ignored, and `b/keep` with it.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi
