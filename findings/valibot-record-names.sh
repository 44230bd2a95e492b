#!/usr/bin/env bash
# valibot's `record` and `looseObject` drop members that are called `constructor` or `prototype`, unchecked and without an issue.
#
# Seen with: valibot 1.5.0; zod 4.6.7 beside it; Node 20 and newer.
# What happens: of {"a":1,"constructor":2,"prototype":3} `record(string(), number())` gives {"a":1}, and says success. A value there that is
#   no number is no issue either. `looseObject` and `objectWithRest` do the same. Other names of Object.prototype (`toString`) stay.
#   It is meant against what `__proto__` can do; zod's `record` keeps these two and refuses the wrong value.
# What it means for us: what somebody named so would be lost without a word: what a token of that name has used, an argument of a
#   recorded call. Where names are not ours, src/protocol/namedValues.ts reads them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm i --silent --no-audit --no-fund --save-exact valibot@1.5.0 zod@4.6.7

cat >check.mjs <<'JS'
import * as v from 'valibot';
import { z } from 'zod';

const given = '{"a":1,"constructor":2,"prototype":3,"toString":4}';
const wrong = '{"constructor":"no number"}';
const schemas = {
  'valibot, record': v.record(v.string(), v.number()),
  'valibot, looseObject': v.looseObject({ a: v.number() }),
  'valibot, objectWithRest': v.objectWithRest({ a: v.number() }, v.number()),
};
const seen = Object.entries(schemas).map(([name, schema]) => {
  const { success, output } = v.safeParse(schema, JSON.parse(given));
  console.log(`${name}: ${success ? 'success' : 'issues'}, ${JSON.stringify(output)}`);
  return success && JSON.stringify(output) === '{"a":1,"toString":4}';
});
const passes = v.safeParse(schemas['valibot, record'], JSON.parse(wrong)).success;
const record = z.record(z.string(), z.number());
const [kept, refused] = [record.parse(JSON.parse(given)), !record.safeParse(JSON.parse(wrong)).success];
console.log(`zod, record: ${JSON.stringify(kept)}`);
console.log(`${wrong}: ${passes ? 'passes' : 'refused'} by valibot, ${refused ? 'refused' : 'passes'} by zod`);
const still = seen.every(Boolean) && passes && refused && JSON.stringify(kept) === given;
console.log(still ? 'Still so.' : 'CHANGED: this is not what was seen before.');
process.exit(still ? 0 : 1);
JS
node check.mjs
