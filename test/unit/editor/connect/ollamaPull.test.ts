import assert from 'node:assert/strict';
import { pullModel } from '../../../../src/editor/connect/ollamaPull';
import { json, StandIn, type Reply } from '../../../support/upstreams/standIn';

const never = new AbortController().signal;

describe('Loading a model with Ollama', () => {
  let server: StandIn;
  const answering = async (reply: Reply): Promise<void> => {
    server = await StandIn.start(() => reply);
  };
  afterEach(() => server.dispose());

  const lines = (...events: readonly object[]): Reply => ({
    headers: { 'content-type': 'application/x-ndjson' },
    steps: events.map(event => `${JSON.stringify(event)}\n`),
  });
  const layer = { digest: 'sha256:a', total: 10 };

  it('asks for it as documented, and tells how far it is', async () => {
    await answering(
      lines(
        { status: 'pulling manifest' },
        { status: 'pulling a', ...layer, completed: 5 },
        { status: 'success' },
      ),
    );
    const fractions: number[] = [];
    const end = await pullModel(
      { address: server.origin, tag: 'qwen2.5-coder:1.5b' },
      ({ fraction }) => fractions.push(fraction),
      never,
    );
    assert.deepEqual(end, { kind: 'done' });
    assert.ok(fractions.includes(0.5));
    const [asked] = server.asked;
    assert.equal(asked?.method, 'POST');
    assert.equal(asked.path, '/api/pull');
    assert.deepEqual(asked.body, { model: 'qwen2.5-coder:1.5b', stream: true });
  });

  const failures: [name: string, reply: Reply, reason: RegExp][] = [
    [
      'a model that does not exist',
      lines({ status: 'pulling manifest' }, { error: 'file does not exist' }),
      /^file does not exist$/,
    ],
    ['a refusal', json({ error: 'model is required' }, 400), /^model is required$/],
    ['an answer that ends early', lines({ status: 'pulling manifest' }), /ended early/],
    ['a web page', { status: 404, steps: ['<html></html>'] }, /ended early \(HTTP 404\)/],
    ['a cut connection', { steps: ['{"status":"pulling manifest"}\n', { do: 'reset' }] }, /./],
  ];
  for (const [name, reply, reason] of failures) {
    it(`says why it failed: ${name}`, async () => {
      await answering(reply);
      const end = await pullModel({ address: server.origin, tag: 'x' }, () => undefined, never);
      assert.equal(end.kind, 'failed');
      assert.match(end.reason, reason);
    });
  }

  it('can be cancelled, and hangs up then', async () => {
    await answering({
      steps: [`${JSON.stringify({ status: 'pulling a', ...layer, completed: 1 })}\n`, { do: 'hang' }],
    });
    const abort = new AbortController();
    const end = await pullModel({ address: server.origin, tag: 'x' }, () => abort.abort(), abort.signal);
    assert.deepEqual(end, { kind: 'cancelled' });
    await server.until(() => server.asked[0]?.hungUp === true);
  });
});
