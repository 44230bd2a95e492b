#!/usr/bin/env bash
# `npm install NAME` takes an older major version, without a word, where the newest asks for a newer Node; `NAME@latest` takes the newest.
#
# Seen with: npm 11.19.1, Node 20.20.2, openai (newest: 7.59.0, which asks for Node 22).
# What happens: the manual says that a name alone means the tag `latest`. On Node 20 `npm install openai` gives 6.49.0 and no
#   warning; `npm install openai@latest` gives the newest, with an EBADENGINE warning. The two differ in what they do, see
#   openai-long-wait.sh.
# What it means for us: two people who follow one instruction have different libraries in front of the gateway. The scripts here pin every
#   version, and a report about a client has to say its version.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact node@20.20.2 npm@11.19.1
export PATH="$folder/node_modules/node/bin:$folder/node_modules/.bin:$PATH"
echo "Node $(node --version), npm $(npm --version)"

# install SPEC: prints the version that comes, and whether there was a warning.
install() {
  mkdir "$folder/$2"
  cd "$folder/$2"
  echo '{"private":true}' >package.json
  npm install --no-audit --no-fund "$1" >said 2>&1
  local warned=silent
  if grep -q EBADENGINE said; then warned=warns; fi
  echo "$(node -p 'require("./node_modules/openai/package.json").version') $warned"
}
newest=$(npm view openai dist-tags.latest)
name=$(install openai name)
latest=$(install openai@latest latest)
echo "the tag latest: $newest; by name: $name; by name@latest: $latest"
if [ "$latest" = "$newest warns" ] && [ "$name" != "$newest silent" ] && [ "${name#* }" = silent ]; then
  echo 'Still so.'
else
  echo 'CHANGED: this is not what was seen before.'
  exit 1
fi
