import { FakeEditor } from '../../../support/nextEdit/fakeEditor';
import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/common/emitter';
import { modelSource } from '../../../../src/editor/nextEdit/modelSource';
import { EditHistory } from '../../../../src/nextEdit/history/editHistory';
import { wireError } from '../../../../src/protocol/errors';
import type { TurnResult } from '../../../../src/session/turn';
import { FakeSession } from '../../../support/completion/fakeSession';
import { ManualClock } from '../../../support/manualClock';

/** A server that runs one answer at a time and takes back none. */
const slowToStop = { concurrentLanes: false, cancelMessage: false };

/** Somebody who types, and a model that has its first token after 300 ms. */
class Typist {
  readonly clock = new ManualClock();
  readonly turns: FakeSession['turns'];
  private readonly session;
  private readonly source;
  private readonly history = new EditHistory();
  private readonly editor = new FakeEditor('let a█ = 1;\n');
  private asking: AbortController | undefined;

  constructor(profile: Partial<FakeSession['profile']> = {}) {
    const session = Object.assign(new FakeSession(), { ended: new Emitter<TurnResult>() });
    session.profile = { ...session.profile, ...profile };
    this.session = session;
    this.turns = session.turns;
    const { clock, history, editor } = this;
    history.opened({ uri: editor.uri, languageId: 'typescript', text: editor.document.getText() });
    this.source = modelSource({
      session: () => Object.assign(session, { onDidEndTurn: session.ended.event }),
      history: { recent: history, follows: () => true, dispose: () => undefined },
      permission: { mayBeSent: () => true },
      others: () => [],
      clock,
    });
  }

  /** Types one key after so many ms. The question before it ends. */
  async key(after: number): Promise<void> {
    const { editor, history, clock } = this;
    await this.wait(after);
    this.asking?.abort();
    await this.wait(0);
    history.changed(editor.uri, [{ offset: editor.cursor, length: 0, text: 'x' }], clock.now());
    editor.type('x');
    this.asking = new AbortController();
    const document = { uri: editor.uri, languageId: 'typescript', text: editor.document.getText() };
    const { signal } = this.asking;
    const moment = {
      document,
      cursor: editor.cursor,
      mode: 'auto' as const,
      dropped: new Map<string, number>(),
    };
    void this.source.predict(moment, signal).catch(() => undefined);
    await this.wait(0);
  }

  async keys(count: number, after: number): Promise<void> {
    for (let n = 0; n < count; n++) await this.key(after);
  }

  /** The model answers what it was asked last. */
  async answer(firstTokenMs: number): Promise<void> {
    this.session.turn.firstTokenMs = firstTokenMs;
    this.session.turn.end();
    this.session.ended.fire(await this.session.turn.done);
    await this.wait(0);
  }

  async wait(ms: number): Promise<void> {
    this.clock.tick(ms);
    for (let n = 0; n < 20; n++) await Promise.resolve();
  }

  get running(): number {
    return this.turns.filter(({ running }) => running).length;
  }
}

describe('modelSource', () => {
  it('asks with the key where the next one takes the question back, one at a time', async () => {
    const typist = new Typist();
    await typist.key(0);
    assert.equal(typist.turns.length, 1, 'no pause');
    for (let n = 0; n < 20; n++) {
      await typist.key(80);
      assert.equal(typist.running, 1);
    }
    assert.equal(typist.turns.length, 21, 'one for each key');
  });

  it('asks at the beginning and at the end of a burst where an unwanted question is expensive', async () => {
    const typist = new Typist(slowToStop);
    await typist.keys(10, 100);
    await typist.wait(1_000);
    await typist.answer(300);
    typist.turns.length = 0;
    await typist.key(5_000);
    assert.equal(typist.turns.length, 1, 'the first at once');
    await typist.keys(20, 100);
    assert.equal(typist.turns.length, 1, 'none while keys follow each other');
    await typist.wait(115);
    assert.equal(typist.turns.length, 2, 'one behind the last');
  });

  it('leaves a model alone that has failed twice in a row', async () => {
    const typist = new Typist();
    for (let n = 0; n < 2; n++) {
      await typist.key(1_000);
      typist.turns.at(-1)?.end('failed', wireError({ message: 'no' }));
      await typist.answer(0);
    }
    await typist.key(1_000);
    assert.equal(typist.turns.length, 2);
    await typist.key(300_000);
    assert.equal(typist.turns.length, 3);
  });
});
