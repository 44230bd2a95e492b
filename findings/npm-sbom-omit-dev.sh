#!/usr/bin/env bash
# `npm sbom --omit dev` leaves out what is installed for production, if a development dependency needs it as well; `npm ls` lists it.
#
# Seen with: npm 11.19.1, cross-spawn 7.0.6, which 2.0.2, Node 20 and newer.
# What happens: a project depends on cross-spawn, which needs which, and which is also among its devDependencies. `npm ls --omit dev --all` has
#   six packages. `npm sbom --omit dev` has four, without which and what only which needs (isexe), as CycloneDX and as SPDX, from
#   node_modules and from the lock file. npm's manual has the same words for --omit of both.
# What it means for us: a list of what a package is made of would lack parts of it. scripts/package.mjs asks for everything, and
#   scripts/lib/sbom.mjs keeps what is really in the bundles.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir npm project
# What somebody set for npm is not what this is about.
export npm_config_userconfig="$folder/none"
npm install --silent --no-audit --no-fund --prefix npm npm@11.19.1
npm=("$(command -v node)" "$folder/npm/node_modules/npm/bin/npm-cli.js")
cd project
echo '{"name":"project","version":"1.0.0","dependencies":{"cross-spawn":"7.0.6"},"devDependencies":{"which":"2.0.2"}}' >package.json
"${npm[@]}" install --silent --no-audit --no-fund

names='let said = ""; process.stdin.on("data", text => (said += text)).on("end", () => {
  const { components, packages } = JSON.parse(said);
  console.log((components ?? packages).map(({ name }) => name).filter(name => name !== "project").sort().join(" "));
});'
listed=$("${npm[@]}" ls --omit dev --all --parseable | sed -n 's#.*/node_modules/##p' | sort | tr '\n' ' ' | sed 's/ $//')
echo "npm ls --omit dev --all:           $listed"
still=$([ "$listed" = 'cross-spawn isexe path-key shebang-command shebang-regex which' ] && echo yes || echo no)
for form in cyclonedx spdx; do
  for from in '' --package-lock-only; do
    written=$("${npm[@]}" sbom --omit dev --sbom-format "$form" $from | node -e "$names")
    printf '%-35s%s\n' "npm sbom --omit dev, $form:" "$written"
    [ "$written" = 'cross-spawn path-key shebang-command shebang-regex' ] || still=no
  done
done
if [ "$still" = yes ]; then
  echo 'Still so.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi
