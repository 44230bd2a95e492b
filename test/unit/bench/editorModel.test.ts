import assert from 'node:assert/strict';
import { EditorModel } from '../../../bench/typing/editorModel';
import { none } from '../../../bench/typing/outcome';
import type { Strategy } from '../../../bench/typing/strategy';
import { ManualClock } from '../../support/manualClock';

/** An editor with a strategy that answers at once what `answer` says; keys are typed at the end of a text. */
function editorWith(answer: (prefix: string) => string | undefined | Promise<string | undefined>) {
  const clock = new ManualClock();
  const outcome = none();
  const asked: string[] = [];
  let grow = (): void => undefined;
  const strategy: Strategy = {
    changed() {},
    provide({ prefix }) {
      asked.push(prefix);
      return Promise.resolve(answer(prefix));
    },
    onGrow: listener => void (grow = listener),
    dispose() {},
  };
  const editor = new EditorModel({
    clock,
    strategy,
    outcome,
    onPaint() {},
    snapshot: ({ before, behind }) => ({
      uri: 'file:///a',
      path: 'a',
      languageId: 'c',
      prefix: before,
      suffix: behind,
      firstLine: 0,
    }),
  });
  let before = '';
  const type = async (text: string, wait: number): Promise<void> => {
    before += text;
    editor.key({ kind: 'type', text, after: 0 }, { before, behind: '' });
    await clock.advance(wait);
  };
  return { editor, outcome, asked, type, clock, grow: () => grow() };
}

describe('EditorModel', () => {
  it('asks 50 ms after the last key of a burst', async () => {
    const { type, asked } = editorWith(() => undefined);
    for (const key of 'abc') await type(key, 40);
    assert.deepEqual(asked, []);
    await type('d', 60);
    assert.deepEqual(asked, ['abcd']);
  });

  it('shows an answer some time after it', async () => {
    const { type, editor, clock } = editorWith(() => 'bc');
    await type('a', 60);
    assert.equal(editor.shown, undefined);
    await clock.advance(30);
    assert.equal(editor.shown, 'bc');
  });

  it('keeps what is typed as shown, and drops it when the typing leaves it', async () => {
    const { type, editor } = editorWith(prefix => (prefix === 'a' ? 'bcd' : undefined));
    await type('a', 100);
    await type('b', 0);
    assert.equal(editor.shown, 'cd');
    await type('x', 0);
    assert.equal(editor.shown, undefined);
  });

  it('does not show the answer for a text that is typed on', async () => {
    const { type, editor, outcome } = editorWith(prefix => (prefix === 'a' ? 'bcd' : undefined));
    await type('a', 55);
    await type('x', 100);
    assert.equal(editor.shown, undefined);
    assert.equal(outcome.paints, 0);
  });

  it('counts paints, replaced texts and blank frames', async () => {
    const answers: Record<string, string> = { a: 'bcd', ab: 'xyz', abq: 'r' };
    const { type, outcome, editor } = editorWith(prefix => answers[prefix]);
    editor.isRight = shown => shown !== 'xyz';
    await type('a', 100);
    await type('b', 100);
    assert.deepEqual([outcome.paints, outcome.replaced, outcome.wrongPaints], [2, 1, 1]);
    await type('x', 200);
    assert.equal(editor.shown, undefined, 'an empty answer takes the text away');
    await type('y', 200);
    // Gone 75 ms after the key before; this key is pressed 125 ms later.
    assert.equal(outcome.blankFrames, Math.ceil(125 / (1000 / 60)));
  });

  it('lets a text grow once, in place, and only by what extends it', async () => {
    const later = { text: 'bc' };
    const { type, grow, editor, clock, outcome } = editorWith(() => later.text);
    await type('a', 100);
    later.text = 'bc\nde';
    grow();
    await clock.advance(50);
    assert.equal(editor.shown, 'bc\nde');
    assert.equal(outcome.paints, 1);
    later.text = 'bc\nde\nfg';
    grow();
    await clock.advance(50);
    assert.equal(editor.shown, 'bc\nde');
    const other = editorWith(() => later.text);
    later.text = 'bc';
    await other.type('a', 100);
    later.text = 'something else';
    other.grow();
    await other.clock.advance(50);
    assert.equal(other.editor.shown, 'bc');
  });
});
