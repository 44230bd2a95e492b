import assert from 'node:assert/strict';
import { hello } from '../../../../support/upstreams/answers';
import { serverKinds } from '../../../../support/upstreams/servers';
import { json, StandIn } from '../../../../support/upstreams/standIn';
import { startRig } from '../../../../support/upstreams/upstreamRig';

const { vllm } = serverKinds;

describe('an upstream that redirects', () => {
  it('is not followed: the key goes to no other server', async () => {
    const elsewhere = await StandIn.start(asked => vllm.reply(asked, hello));
    const rig = await startRig(asked => vllm.reply(asked, hello));
    try {
      rig.standIn.answer = () => json({}, 307, { location: elsewhere.origin });
      const request = {
        model: vllm.model,
        instructions: '',
        input: [{ type: 'message' as const, role: 'user' as const, content: 'Hi' }],
        maxOutputTokens: undefined,
      };
      const answer = rig.engine.generate(request, new AbortController().signal);
      await assert.rejects(answer[Symbol.asyncIterator]().next(), /Redirects are not followed/);
      assert.equal(elsewhere.asked.length, 0);
    } finally {
      await rig.dispose();
      await elsewhere.dispose();
    }
  });
});
