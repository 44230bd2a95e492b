import assert from 'node:assert/strict';
import { gatewayReady } from '../../../../src/editor/endpoints/gatewayReady';
import { TargetRefused } from '../../../../src/session/connection/targetRefused';
import { json, StandIn, type Reply } from '../../../support/upstreams/standIn';

/** Asks a gateway that answers so. */
async function ask(reply: Reply): Promise<unknown> {
  const gateway = await StandIn.start(() => reply);
  try {
    await gatewayReady(`${gateway.origin}/v1`);
    assert.deepEqual(
      gateway.asked.map(({ path }) => path),
      ['/ready'],
    );
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await gateway.dispose();
  }
}

describe('gatewayReady', () => {
  it('has nothing to say of a server that can be used', async () => {
    assert.equal(await ask(json({ ready: true })), undefined);
  });

  it('says why a server cannot be used yet; asking again may help', async () => {
    const reason = 'The upstream h cannot be reached: nothing listens there.';
    const error = await ask(json({ ready: false, reason, code: 'upstream_unreachable', status: 503 }, 503));
    assert.ok(error instanceof Error && !(error instanceof TargetRefused));
    assert.equal(error.message, reason);
  });

  it('tells a refused key from that: only the user can mend it', async () => {
    const said = { reason: 'The upstream answered 401: no', code: 'upstream_key_refused', status: 401 };
    const error = await ask(json({ ready: false, ...said }, 503));
    assert.ok(error instanceof TargetRefused);
    assert.deepEqual([error.error.kind, error.error.message], ['auth', said.reason]);
  });

  for (const nonsense of [json('yes'), json({}), { steps: ['<html>'] }]) {
    it(`says that ${JSON.stringify(nonsense.steps)} is no answer`, async () => {
      const error = await ask(nonsense);
      assert.match(error instanceof Error ? error.message : '', /no sensible answer/);
    });
  }
});
