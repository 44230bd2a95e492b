import assert from 'node:assert/strict';
import { createDeferred } from '../../../../src/common/deferred';
import { VisibleProbe } from '../../../../src/editor/inline/visibleProbe';
import { at } from '../../../support/completion/cursorText';

/** As VS Code does it: a call waits for its answer, and is let go of for another one. */
class Editor {
  private call: AbortController | undefined;
  readonly probe = new VisibleProbe();
  readonly heard: string[] = [];

  /** @param visible whether a suggestion is on screen */
  constructor(
    public visible: boolean,
    private readonly place = at('let a█'),
  ) {}

  readonly ask = async (): Promise<void> => {
    const call = new AbortController();
    this.call = call;
    this.heard.push('asked');
    await this.probe.asked(this.place, call.signal);
    this.heard.push(call.signal.aborted ? 'let go' : 'answered');
  };

  readonly showNext = async (): Promise<void> => {
    if (this.visible) this.call?.abort();
  };

  /** Something is typed. */
  type(): void {
    this.call?.abort();
  }
}

describe('asking whether a suggestion is visible', () => {
  const place = at('let a█');

  it('says yes when VS Code lets go of the call to show the next one', async () => {
    const editor = new Editor(true);
    assert.equal(await editor.probe.isVisible(place, editor), true);
    await Promise.resolve();
    assert.deepEqual(editor.heard, ['asked', 'let go']);
  });

  it('says no when it goes on waiting, and answers it with nothing', async () => {
    const editor = new Editor(false);
    assert.equal(await editor.probe.isVisible(place, editor), false);
    await Promise.resolve();
    assert.deepEqual(editor.heard, ['asked', 'answered']);
  });

  it('says no when it is asked elsewhere, or not at all', async () => {
    const elsewhere = new Editor(true, at('let ab█'));
    assert.equal(await elsewhere.probe.isVisible(place, elsewhere), false);
    const { probe, showNext } = new Editor(true);
    assert.equal(await probe.isVisible(place, { ask: () => Promise.resolve(), showNext }), false);
  });

  it('says no, and shows no next one, when the call ends for another reason', async () => {
    const editor = new Editor(true);
    const typed = async (): Promise<void> => {
      const asked = editor.ask();
      editor.type();
      await asked;
    };
    const showNext = (): never => assert.fail('it is not to be shown');
    assert.equal(await editor.probe.isVisible(place, { ask: typed, showNext }), false);
  });

  it('takes no question for its own before it asks and afterwards', async () => {
    const { probe, ...editor } = new Editor(true);
    const { signal } = new AbortController();
    assert.equal(probe.asked(place, signal), undefined);
    await probe.isVisible(place, editor);
    assert.equal(probe.asked(place, signal), undefined);
    const refused = (): Promise<never> => Promise.reject(new Error('refused'));
    await assert.rejects(probe.isVisible(place, { ask: refused, showNext: refused }));
    assert.equal(probe.asked(place, signal), undefined);
  });

  it('keeps the newest of two questions', async () => {
    const editor = new Editor(true);
    const slow = createDeferred<void>();
    const first = editor.probe.isVisible(place, { ...editor, ask: () => slow.promise });
    const second = editor.probe.isVisible(place, editor);
    slow.resolve();
    assert.deepEqual([await first, await second], [false, true]);
  });
});
