import assert from 'node:assert/strict';
import { data, stream, json } from '../../../support/upstreams/standIn';
import { ask, startRig, type UpstreamRig } from '../../../support/upstreams/upstreamRig';

const chunk = (content: string, finish: string | null = null): string =>
  data({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] });
const usage = data({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 26, total_tokens: 35 } });
const code = 'const total = items.reduce((sum, item) => sum + item.price, 0);';

describe('The limit of an answer is counted in tokens', function () {
  this.timeout(30_000);
  let rig: UpstreamRig;
  afterEach(() => rig.dispose());
  const start = async (pieces: readonly string[], refusesLimit = false): Promise<void> => {
    rig = await startRig(
      asked => {
        if (asked.method !== 'POST') return json({ data: [{ id: 'm' }] });
        const limited = ['max_tokens', 'max_completion_tokens'].find(name => name in asked.body);
        if (refusesLimit && limited)
          return json({ error: { message: `Unknown parameter: ${limited}` } }, 400);
        return stream([
          pieces.map(piece => chunk(piece)).join('') + chunk('', 'stop') + usage + data('[DONE]'),
        ]);
      },
      { model: 'm', api: 'chat', server: 'vllm' },
    );
  };

  const whole: readonly (readonly [what: string, pieces: readonly string[]])[] = [
    ['a character a piece', [...code]],
    ['an empty piece between each two', [...code].flatMap(unit => [unit, ''])],
    ['two characters a piece', code.match(/.{1,2}/g) ?? []],
    ['all in one piece', [code]],
    ['long tokens: blanks and rules', Array.from({ length: 26 }, () => `${' '.repeat(40)}\n`)],
  ];
  for (const [what, pieces] of whole) {
    it(`by the server, where it takes a limit: ${what}`, async () => {
      await start(pieces);
      const seen = await ask(rig, { input: 'Hi', max_output_tokens: 30 });
      assert.deepEqual([seen.text, seen.state], [pieces.join(''), 'completed']);
      assert.equal((seen.usage as { output_tokens: number }).output_tokens, 26);
    });
  }

  it('by its length, where the server takes none', async () => {
    await start(
      Array.from({ length: 100 }, () => 'word '),
      true,
    );
    const seen = await ask(rig, { input: 'Hi', max_output_tokens: 30 });
    assert.deepEqual([seen.state, seen.reason], ['incomplete', 'max_output_tokens']);
    assert.equal(seen.text, 'word '.repeat(25));
    await rig.standIn.until(() => rig.standIn.posts.at(-1)?.over === true);
  });

  it('by its length beyond all measure, where a server does not keep the limit it was given', async () => {
    await start(Array.from({ length: 400 }, () => 'x'.repeat(10)));
    const seen = await ask(rig, { input: 'Hi', max_output_tokens: 30 });
    assert.deepEqual([seen.state, seen.reason], ['incomplete', 'max_output_tokens']);
    assert.equal(seen.text.length, 1_930);
  });
});
