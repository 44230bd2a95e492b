#!/usr/bin/env bash
# Git lets two stars inside of a name cross folders, if the text before them is plain.
#
# Seen with: git 2.39.5 (Debian's package 1:2.39.5-0+deb12u3, which is unpacked here and not installed).
# What happens: `x**/y` ignores `x1/q/y`. gitignore(5) lists where `**` has a special meaning (`**/` in front, `/**` at
#   the end, `/**/` between) and says that other consecutive asterisks are regular ones, which do not match a slash.
#   For `[x]**/y`, which should mean the same, and for `x?**/y`, that is so. The README of the npm package `ignore`
#   names the cause: git takes off the plain text in front first, and then the stars stand at the beginning.
# What it means for us: a user who tries a pattern in git sees more ignored than the manual says. Where a pattern keeps
#   files back we take both meanings, where it takes files back only what both say: `readings` in
#   src/common/ignore/pattern.ts.
set -euo pipefail
package='git=1:2.39.5-0+deb12u3'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download --quiet=2 -o APT::Sandbox::User=root "$package"
dpkg-deb --extract ./git_*.deb unpacked
git="$folder/unpacked/usr/bin/git"
mkdir work
cd work
# Nothing from elsewhere may ignore anything here.
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
"$git" init --quiet --template=
mkdir -p x1/y x1/q/y

seen='x*/y     x1/y: ignored  x1/q/y: not
[x]**/y  x1/y: ignored  x1/q/y: not
x?**/y   x1/y: ignored  x1/q/y: not
x**/y    x1/y: ignored  x1/q/y: ignored'
says() {
  if "$git" check-ignore --quiet --no-index "$1"; then echo ignored; else echo not; fi
}
now=$(for pattern in 'x*/y' '[x]**/y' 'x?**/y' 'x**/y'; do
  echo "$pattern" >.gitignore
  printf '%-8s x1/y: %s  x1/q/y: %s\n' "$pattern" "$(says x1/y)" "$(says x1/q/y)"
done)
echo "$("$git" --version):"
echo "$now"
if [ "$now" = "$seen" ]; then
  echo 'Still so: only in `x**/y` the stars cross folders.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi
