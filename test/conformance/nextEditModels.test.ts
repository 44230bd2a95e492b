import assert from 'node:assert/strict';
import { silentLog } from '../../src/common/log';
import { systemClock } from '../../src/common/systemClock';
import { applyEdits } from '../../src/diff/textEdit';
import { fixedKey } from '../../src/engines/upstream/upstreamKey';
import { NextEditAsker } from '../../src/nextEdit/ask/nextEditAsker';
import type { ModelMoment } from '../../src/nextEdit/prompt/modelMoment';
import { createSession } from '../../src/session/createSession';
import type { Session } from '../../src/session/session';
import { serverKinds, type ServerKindName } from '../support/upstreams/servers';
import { rigToken, startRig, type UpstreamRig } from '../support/upstreams/upstreamRig';

const text = 'const first = one(1);\nconst second = one(2);\nconst third = one(3);\n';
const uri = 'file:///w/a.ts';
const moment: ModelMoment = {
  active: { uri, languageId: 'typescript', text: text.replace('one(1)', 'two(1)') },
  cursor: 20,
  others: [],
  recentDiffs: [{ uri, diff: '@@ -1 +1 @@\n-const first = one(1);\n+const first = two(1);' }],
};
const once = moment.active.text.replace('one(2)', 'two(2)');
const twice = once.replace('one(3)', 'two(3)');

function block(n: string): string {
  return `a.ts\n<<<<<<< SEARCH\nconst ${n} = one`;
}

/** What each model answers, first to the moment as it is, then to the one after its edit. */
const models: Readonly<Partial<Record<ServerKindName, readonly [string, string]>>> = {
  inception: [`\`\`\`\n${once}\`\`\``, `\`\`\`\n${twice}\`\`\``],
  groq: [
    `<think>Again.</think>\n${block('second')}(2);\n=======\nconst second = two(2);\n>>>>>>> REPLACE\n`,
    `${block('third')}(3);\n=======\nconst third = two(3);\n>>>>>>> REPLACE\n`,
  ],
};

describe('The next edit, from a session over the gateway to a server, and back', function () {
  this.timeout(30_000);
  let rig: UpstreamRig | undefined;
  let session: Session | undefined;
  afterEach(async () => {
    session?.dispose();
    await rig?.dispose();
  });

  for (const [name, answers] of Object.entries(models)) {
    it(`${name}: one edit after the other, the second asked for while the first is looked at`, async () => {
      const kind = serverKinds[name as 'inception' | 'groq'];
      let asked = 0;
      rig = await startRig(
        request => {
          const reply = kind.reply(request, { tokens: (answers[asked] ?? 'NO EDIT').split(/(?<= )/) });
          // Fields that it does not know are refused first.
          if (request.method === 'POST' && (reply.status ?? 200) === 200) asked++;
          return reply;
        },
        {
          server: name as 'inception' | 'groq',
          model: kind.model,
          key: fixedKey(kind.key),
          ...(name === 'groq' ? { path: '/openai/v1' } : {}),
        },
      );
      const connected = createSession({
        url: rig.gateway.url,
        headers: () => Promise.resolve({ authorization: `Bearer ${rigToken}` }),
        model: kind.model,
        clock: systemClock,
        log: silentLog,
      });
      session = connected;
      const asker = new NextEditAsker(() => connected);
      const { signal } = new AbortController();
      const [first] = await asker.first(moment, signal);
      assert.equal(applyEdits(moment.active.text, first?.edits ?? []), once);
      await rig.standIn.until(() => asked === 2);
      const after = { ...moment, active: { ...moment.active, text: once }, cursor: once.indexOf('two(2)') };
      const [second] = await asker.first(after, signal);
      assert.equal(applyEdits(once, second?.edits ?? []), twice);
      asker.dispose();
    });
  }
});
