import assert from 'node:assert/strict';
import { fixedKey } from '../../../../src/gateway/engines/upstream/upstreamKey';
import { hello } from '../../../support/upstreams/answers';
import { serverKinds } from '../../../support/upstreams/servers';
import { json } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

describe('UpstreamFinder', () => {
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());

  it('says which models there are when it is to choose among many', async () => {
    rig = await startRig(() => json({ data: ['a', 'b'].map(id => ({ id })) }));
    const seen = await ask(rig, { input: 'Hi' });
    assert.deepEqual([seen.status, seen.code], [400, 'upstream_model_missing']);
    assert.match(String(seen.message), /has 2 models.*--upstream-model.*a, b/);
  });

  it('says that a web page answers where a list of models should be', async () => {
    rig = await startRig(() => ({
      headers: { 'content-type': 'text/html' },
      steps: ['<title>Login</title>'],
    }));
    const said = rig.engine.notReady?.();
    assert.match(said?.reason ?? '', /a web page \("Login"\), not an API/);
    assert.equal(said?.code, 'upstream_refused');
  });

  it('says that the key is refused before anything is asked', async () => {
    rig = await startRig(() => serverKinds.cerebras.refusals.key, { key: fixedKey('wrong') });
    assert.deepEqual(
      [rig.engine.notReady?.()?.status, rig.engine.notReady?.()?.code],
      [401, 'wrong_api_key'],
    );
  });

  it('looks once more when asked, and finds what was not there at first', async () => {
    let up = false;
    rig = await startRig(asked =>
      up ? serverKinds.vllm.reply(asked, hello) : { status: 503, steps: ['starting'] },
    );
    assert.equal(rig.engine.upstream?.server, 'unknown');
    up = true;
    const seen = await ask(rig, { input: 'Hi' });
    assert.equal(seen.status, 200);
    assert.equal(rig.engine.upstream?.server, 'vLLM');
    assert.equal(rig.engine.notReady?.(), undefined);
  });
});
