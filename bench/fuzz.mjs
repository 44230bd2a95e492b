// `npm run fuzz`: hostile frames and HTTP requests against the real gateway, with an honest client beside them. See
// bench/fuzz/fuzz.ts.
//   --count N   how many hostile things to send; 200000 unless told
//   --seed S    which ones; the same seed sends the same
//   --dry       writes no result
// Ends with code 0 when everything held, else 1.
// @ts-check
import { parseOrExit } from '../scripts/lib/flags.mjs';
import { bundle, root } from './support/bundle.mjs';
import { inOwnGroup } from './support/ownGroup.mjs';

const { values } = parseOrExit(
  {
    options: {
      count: { type: 'string', default: '200000' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  },
  'npm run fuzz',
);
if (values.help) {
  console.log(`npm run fuzz      hostile frames and HTTP requests against the real gateway, with an honest client beside them
  --count N       how many hostile things to send, 1000 or more; 200000 unless told
  --seed S        which ones; the same seed sends the same
  --dry           writes no result`);
  process.exit(0);
}
const count = Number(values.count);
if (!(Number.isInteger(count) && count >= 1000)) {
  console.error('--count takes a whole number from 1000.');
  process.exit(2);
}

process.chdir(root);
await inOwnGroup();
const { gateway, module } = await bundle('fuzz', 'bench/fuzz/fuzz.ts');
const passed = await module.run({ gateway, count, seed: values.seed, write: !values.dry });
process.exitCode = passed ? 0 : 1;
