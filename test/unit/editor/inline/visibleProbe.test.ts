import assert from 'node:assert/strict';
import { createDeferred, type Deferred } from '../../../../src/common/deferred';
import { VisibleProbe } from '../../../../src/editor/inline/visibleProbe';
import { at } from '../../../support/completion/cursorText';

/** As VS Code does it: a call waits for its answer, and is let go of for another one. */
class Editor {
  private call: AbortController | undefined;
  /** What was answered and is not drawn yet. */
  private undrawn: Deferred<void> | undefined;
  readonly probe = new VisibleProbe();
  readonly heard: string[] = [];

  /** @param visible whether a suggestion is on screen; undefined: nothing was asked at this version, or it was dismissed */
  constructor(
    public visible: boolean | undefined,
    private readonly place = at('let a█'),
    private readonly version = 7,
  ) {}

  readonly askOnce = async (): Promise<void> => {
    if (this.undrawn) return await this.undrawn.promise;
    if (this.visible === undefined) await this.askAnew();
  };

  readonly askAnew = async (): Promise<void> => {
    if (this.undrawn) this.heard.push('what was not drawn is lost');
    const call = new AbortController();
    this.call = call;
    this.heard.push('asked');
    await this.probe.asked({ place: this.place, version: this.version }, call.signal);
    this.heard.push(call.signal.aborted ? 'let go' : 'answered');
  };

  readonly showNext = async (): Promise<void> => {
    if (this.visible) this.call?.abort();
  };

  /** Is answered, and draws it only when told to. */
  answeredLate(): void {
    this.undrawn = createDeferred();
  }

  draw(): void {
    this.visible = true;
    this.undrawn?.resolve();
    this.undrawn = undefined;
  }

  /** Something is typed. */
  type(): void {
    this.call?.abort();
  }
}

describe('asking whether a suggestion is visible', () => {
  const place = { place: at('let a█'), version: 7 };
  const notToBeShown = (): never => assert.fail('it is not to be shown');
  const nothing = (): Promise<void> => Promise.resolve();

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

  it('says no after a single question where VS Code has nothing left of what it was answered', async () => {
    const editor = new Editor(undefined);
    assert.equal(await editor.probe.isVisible(place, editor), false);
    await Promise.resolve();
    assert.deepEqual(editor.heard, ['asked', 'answered']);
  });

  it('waits until VS Code has drawn what it was answered before', async () => {
    const editor = new Editor(false);
    editor.answeredLate();
    const visible = editor.probe.isVisible(place, editor);
    for (let n = 0; n < 10; n++) await Promise.resolve();
    assert.deepEqual(editor.heard, []);
    editor.draw();
    assert.equal(await visible, true);
    assert.deepEqual(editor.heard, ['asked', 'let go']);
  });

  it('cannot tell when it is asked elsewhere, in another version, or not at all', async () => {
    for (const editor of [new Editor(true, at('let ab█')), new Editor(true, at('let a█'), 9)]) {
      assert.equal(await editor.probe.isVisible(place, editor), undefined);
      assert.deepEqual(editor.heard, ['asked', 'answered']);
    }
    const { probe } = new Editor(true);
    const notAsked = { askOnce: nothing, askAnew: nothing, showNext: notToBeShown };
    assert.equal(await probe.isVisible(place, notAsked), undefined);
  });

  it('cannot tell, and shows no next one, when the call ends for another reason', async () => {
    const editor = new Editor(true);
    const typed = async (): Promise<void> => {
      const asked = editor.askAnew();
      editor.type();
      await asked;
    };
    const commands = { askOnce: nothing, askAnew: typed, showNext: notToBeShown };
    assert.equal(await editor.probe.isVisible(place, commands), undefined);
  });

  it('takes no question for its own before it asks and afterwards', async () => {
    const { probe, ...editor } = new Editor(true);
    const { signal } = new AbortController();
    assert.equal(probe.asked(place, signal), undefined);
    await probe.isVisible(place, editor);
    assert.equal(probe.asked(place, signal), undefined);
    const refused = (): Promise<never> => Promise.reject(new Error('refused'));
    const refusing = { askOnce: refused, askAnew: refused, showNext: refused };
    await assert.rejects(probe.isVisible(place, refusing));
    assert.equal(probe.asked(place, signal), undefined);
  });

  it('keeps the newest of two questions', async () => {
    const editor = new Editor(true);
    const slow = createDeferred<void>();
    for (const late of ['askOnce', 'askAnew'] as const) {
      const first = editor.probe.isVisible(place, {
        ...editor,
        [late]: () => slow.promise,
        showNext: notToBeShown,
      });
      if (late === 'askAnew') for (let n = 0; n < 5; n++) await Promise.resolve();
      const second = editor.probe.isVisible(place, editor);
      slow.resolve();
      assert.deepEqual([await first, await second], [undefined, true]);
    }
  });
});
