import assert from 'node:assert/strict';
import type { LanguageKnowledge, NameChange } from '../../../../src/nextEdit/predict/moment';
import { Desk } from '../../../support/nextEdit/desk';

describe('predictNextEdits, with a language service', () => {
  const text = 'const foo = 1;\nuse(foo);\nother.foo();\nuse(foo);';

  function renamed(): Desk {
    const desk = new Desk(text);
    desk.show(text.replace('foo', 'total█'));
    return desk;
  }

  it('takes its places for those of a name', async () => {
    const desk = renamed();
    const asked: NameChange[] = [];
    const start = desk.text.lastIndexOf('foo');
    const language: LanguageKnowledge = {
      places: async change => {
        asked.push(change);
        return [
          { uri: desk.uri, range: { start, end: start + 3 } },
          { uri: desk.uri, range: { start: 0, end: 3 } }, // Of an older text.
          { uri: 'file:///unknown', range: { start: 0, end: 3 } },
        ];
      },
    };
    const found = await desk.offered({ language });
    assert.deepEqual(asked, [{ uri: desk.uri, at: { start: 6, end: 11 }, from: 'foo', to: 'total' }]);
    assert.deepEqual(
      found.map(({ kind, edits }) => [kind, edits]),
      [['rename', [{ offset: start, length: 3, text: 'total' }]]],
    );
  });

  it('goes by the letters where it says nothing', async () => {
    assert.deepEqual(
      await renamed().lines({ language: { places: async () => undefined } }),
      await renamed().lines(),
    );
  });

  it('offers its preferred fixes, but not what does not fit', async () => {
    const desk = renamed();
    const { uri } = desk;
    const end = desk.text.length;
    const good = { uri, edits: [{ offset: end, length: 0, text: ' // a' }] };
    const fixes = [
      good,
      { uri, edits: [{ offset: end, length: 1, text: 'behind the end' }] },
      { uri, edits: [{ offset: 6, length: 5, text: 'foo' }] },
      { uri, edits: [] },
      { uri: 'file:///unknown', edits: good.edits },
    ];
    const found = await desk.offered({ kinds: ['fix'], language: { fixes: async () => fixes } });
    assert.deepEqual(
      found.map(({ kind, edits }) => [kind, edits]),
      [['fix', good.edits]],
    );
  });

  it('offers only the kinds that are wanted, and nothing of which two were dropped', async () => {
    const desk = renamed();
    assert.deepEqual(await desk.offered({ kinds: ['repeat', 'fix'] }), []);
    const [first] = await desk.offered();
    assert.ok(first?.cause);
    desk.others = [];
    const dropped = new Map([[first.cause, 2]]);
    const { predictNextEdits } = await import('../../../../src/nextEdit/predict/predict');
    const options = { breathe: async () => {} };
    assert.deepEqual(
      await predictNextEdits({ ...desk.moment, dropped }, options, new AbortController().signal),
      [],
    );
  });

  it('offers what is next to certain where one of its cause was dropped, and none where two were', async () => {
    const desk = renamed();
    const ranges = [...desk.text.matchAll(/foo/g)].map(({ index }) => ({ start: index, end: index + 3 }));
    const places = async () => ranges.map(range => ({ uri: desk.uri, range }));
    const [first] = await desk.offered();
    const count = async (dropped: number, language: LanguageKnowledge): Promise<number> => {
      desk.dropped = new Map([[first?.cause ?? '', dropped]]);
      return (await desk.offered({ language })).length;
    };
    assert.deepEqual(
      [await count(0, { places }), await count(1, { places }), await count(2, { places })],
      [3, 3, 0],
    );
    assert.deepEqual(
      [await count(0, {}), await count(1, {})],
      [3, 0],
      'what letters say is not certain enough',
    );
  });
});
