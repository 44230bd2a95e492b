import assert from 'node:assert/strict';
import type { NextEdit } from '../../../../src/nextEdit/nextEdit';
import { momentAfter } from '../../../../src/nextEdit/ask/momentAfter';
import { NextEditAsker } from '../../../../src/nextEdit/ask/nextEditAsker';
import type { ModelMoment } from '../../../../src/nextEdit/prompt/modelMoment';
import { FakeSession, type FakeTurn } from '../../../support/completion/fakeSession';

const uri = 'file:///w/a.ts';
const text = 'one(1);\ntwo(2);\nthree(3);\n';

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

function moment(now = text, cursor = 3): ModelMoment {
  return { active: { uri, languageId: 'typescript', text: now }, cursor, others: [], recentDiffs: [] };
}

function block(search: string, replace: string): string {
  return `a.ts\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n`;
}

function setUp() {
  const session = new FakeSession();
  const asker = new NextEditAsker(() => session);
  const lanes = (): string[] => session.turns.map(({ request }) => request.lane);
  const turn = (n: number): FakeTurn => {
    const found = session.turns[n];
    assert.ok(found);
    return found;
  };
  /** Reads in the background. */
  const ask = (asked: ModelMoment, abort = new AbortController()) => {
    const edits: NextEdit[] = [];
    const over = (async () => {
      for await (const edit of asker.ask(asked, abort.signal)) edits.push(edit);
    })();
    return { edits, over, abort };
  };
  return { session, asker, lanes, turn, ask };
}

describe('NextEditAsker', () => {
  it('gives an edit when its block is complete, before the answer ends', async () => {
    const { turn, ask, lanes } = setUp();
    const { edits, over } = ask(moment());
    await settled();
    assert.deepEqual(lanes(), ['nextEdit']);
    turn(0).say(block('two(2);', 'two(22);').slice(0, -5));
    await settled();
    assert.equal(edits.length, 0);
    turn(0).say('LACE\n');
    await settled();
    assert.deepEqual(edits[0]?.edits, [{ offset: 13, length: 0, text: '2' }]);
    turn(0).end();
    await over;
  });

  it('asks ahead for what follows, and whoever makes the edit finds it there', async () => {
    const { turn, ask, lanes } = setUp();
    const first = ask(moment());
    await settled();
    turn(0).say(block('two(2);', 'two(22);'));
    turn(0).end();
    await first.over;
    assert.deepEqual(lanes(), ['nextEdit', 'prefetch-nextEdit']);
    const sent = JSON.stringify(turn(1).request.input);
    assert.match(sent, /-two\(2\);\\n\+two\(22\);/);
    turn(1).say(block('three(3);', 'three(33);'));
    turn(1).end();
    await settled();
    const second = ask(moment(text.replace('two(2)', 'two(22)'), 14));
    await second.over;
    assert.equal(second.edits.length, 1);
    assert.deepEqual(lanes(), ['nextEdit', 'prefetch-nextEdit', 'prefetch-nextEdit']);
  });

  it('joins what was asked ahead while it is on its way', async () => {
    const { turn, ask, session } = setUp();
    const first = ask(moment());
    await settled();
    turn(0).say(block('two(2);', 'two(22);'));
    turn(0).end();
    await first.over;
    const second = ask(moment(text.replace('two(2)', 'two(22)'), 14));
    await settled();
    assert.equal(session.turns.length, 2);
    assert.equal(turn(1).cancelled, false);
    turn(1).say(block('three(3);', 'three(33);'));
    turn(1).end();
    await second.over;
    assert.equal(second.edits.length, 1);
  });

  it('ends what diverges', async () => {
    const { turn, ask } = setUp();
    const first = ask(moment());
    await settled();
    turn(0).say(block('two(2);', 'two(22);'));
    turn(0).end();
    await first.over;
    void ask(moment(`${text}x`));
    await settled();
    assert.deepEqual([turn(1).cancelled, turn(2).cancelled], [true, false]);
    void ask(moment(`${text}xy`));
    await settled();
    assert.deepEqual([turn(2).cancelled, turn(3).cancelled], [true, false]);
  });

  it('ends with its signal, and with its owner', async () => {
    const { turn, ask, asker } = setUp();
    const { over, abort, edits } = ask(moment());
    await settled();
    abort.abort();
    await over;
    assert.deepEqual([turn(0).cancelled, edits.length], [true, 0]);
    const next = ask(moment());
    await settled();
    asker.dispose();
    await next.over;
    assert.equal(turn(1).cancelled, true);
  });

  it('stops the model when it has said that nothing is to come', async () => {
    const { turn, ask, session } = setUp();
    const { over, edits } = ask(moment());
    await settled();
    turn(0).say('NO EDIT\n\nBecause');
    await over;
    assert.deepEqual([turn(0).cancelled, edits.length, session.turns.length], [true, 0, 1]);
  });

  it('gives the first edit by itself, stops the model, and has it still for the same moment', async () => {
    const { turn, asker, session } = setUp();
    const { signal } = new AbortController();
    const asked = asker.first(moment(), signal);
    await settled();
    turn(0).say(block('two(2);', 'two(22);'));
    const [edit] = await asked;
    assert.equal(edit?.edits[0]?.text, '2');
    assert.deepEqual([turn(0).cancelled, session.turns.length], [true, 2]);
    assert.deepEqual(await asker.first(moment(text, 5), signal), [edit]);
    assert.deepEqual([turn(1).cancelled, session.turns.length], [false, 2]);
  });

  it('gives nothing where a request fails, or nobody can be asked', async () => {
    const { turn, ask, session } = setUp();
    const { over, edits } = ask(moment());
    await settled();
    turn(0).say(block('two(2);', 'two(22);').slice(0, -8));
    turn(0).end('failed');
    await over;
    assert.equal(edits.length, 0);
    void ask(moment());
    await settled();
    assert.equal(session.turns.length, 2);
    const none = new NextEditAsker(() => undefined);
    for await (const edit of none.ask(moment(), new AbortController().signal)) assert.fail(edit.uri);
  });

  it('asks anew when the cursor is elsewhere', async () => {
    const { ask, session } = setUp();
    const long = `${text}${'// line\n'.repeat(400)}`;
    void ask(moment(long));
    await settled();
    void ask(moment(long, 5));
    await settled();
    assert.equal(session.turns.length, 1);
    void ask(moment(long, long.length));
    await settled();
    assert.equal(session.turns.length, 2);
  });
});

describe('momentAfter', () => {
  it('has the edit made, the cursor behind it, and the change in the history', () => {
    const edit: NextEdit = {
      uri,
      edits: [{ offset: 12, length: 1, text: '22' }],
      kind: 'model',
      confidence: 1,
    };
    assert.deepEqual(momentAfter(moment(), edit), {
      active: { uri, languageId: 'typescript', text: 'one(1);\ntwo(22);\nthree(3);\n' },
      cursor: 14,
      others: [],
      recentDiffs: [{ uri, diff: '@@ -1,3 +1,3 @@\n one(1);\n-two(2);\n+two(22);\n three(3);' }],
    });
  });

  it('moves to the document of the edit', () => {
    const other = { uri: 'file:///w/b.ts', languageId: 'typescript', text: 'b();' };
    const edit: NextEdit = {
      uri: other.uri,
      edits: [{ offset: 0, length: 0, text: 'a' }],
      kind: 'model',
      confidence: 1,
    };
    const after = momentAfter({ ...moment(), others: [other] }, edit);
    assert.deepEqual(
      [after?.active.text, after?.cursor, after?.others.map(each => each.uri)],
      ['ab();', 1, [uri]],
    );
    assert.equal(momentAfter(moment(), edit), undefined);
  });
});
