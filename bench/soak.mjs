// `npm run soak`: the session and the gateway under constant load. See bench/soak/soak.ts.
//   --minutes N    how long; 10 unless told. In less than 3 the resident size is still growing to its level
//   --dry          writes no result
//   --means NAME   how answers are cancelled: message (as the gateway announces), spare or mute
// Or, in place of that, random edits in a document of a real VS Code:
//   --edits N      how many; `npm test` plays 40
//   --seed S       which ones; the same seed plays the same
// Ends with code 0 when nothing grew and nothing was left, or every edit ended as it has to, else 1.
// @ts-check
import { parseOrExit } from '../scripts/lib/flags.mjs';
import { bundle, root } from './support/bundle.mjs';
import { inOwnGroup } from './support/ownGroup.mjs';

const { values } = parseOrExit(
  {
    options: {
      minutes: { type: 'string', default: '10' },
      means: { type: 'string', default: 'message' },
      edits: { type: 'string' },
      seed: { type: 'string', default: new Date().toISOString().slice(0, 10).replaceAll('-', '') },
      dry: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  },
  'npm run soak',
);
if (values.help) {
  console.log(`npm run soak                    the session and the gateway under constant load
  --minutes N                   how long, from 0.5 to 1440; 10 unless told
  --means message|spare|mute    how answers are cancelled; message unless told
  --dry                         writes no result
npm run soak -- --edits N       random edits in a document of a real VS Code instead
  --seed S                      which ones; the same seed plays the same`);
  process.exit(0);
}
const minutes = Number(values.minutes);
if (!(minutes >= 0.5 && minutes <= 24 * 60)) {
  console.error('--minutes takes a number from 0.5 to 1440.');
  process.exit(2);
}
if (!['message', 'spare', 'mute'].includes(values.means)) {
  console.error('--means takes message, spare or mute.');
  process.exit(2);
}

process.chdir(root);
await inOwnGroup();
if (values.edits !== undefined) {
  const { playEdits } = await import('./soak/edits.mjs');
  process.exit((await playEdits(values.edits, values.seed)) ? 0 : 1);
}
const { gateway, module } = await bundle('soak', 'bench/soak/soak.ts');
// No process.exit: a process that nothing keeps alive ends by itself, and this one has to.
const passed = await module.run({ gateway, minutes, means: values.means, write: !values.dry });
process.exitCode = passed ? 0 : 1;
