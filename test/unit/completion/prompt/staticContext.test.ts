import assert from 'node:assert/strict';
import { StaticContext } from '../../../../src/completion/prompt/staticContext';
import { completionManner } from '../../../../src/completion/prompt/prompt';
import { noPieces, type ContextPieces } from '../../../../src/completion/context/pieces';
import type { DiagnosticsForm, DocumentForm } from '../../../../src/protocol/promptForms';
import { at } from '../../../support/completion/cursorText';
import { FakeSession } from '../../../support/completion/fakeSession';

const line = (n: number): string => `  const value${n} = compute(input${n}, options);\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join('');
const file: DocumentForm = { kind: 'document', path: 'a.ts', language: 'typescript', text: lines(0, 1000) };
const other: DocumentForm = { ...file, path: 'b.ts', text: 'const other = 1;' };
/** The window of an editor in the middle of the file. */
const window = (typed: string) => at(`${lines(300, 500)}${typed}█\n${lines(501, 550)}`);
const pieces = (some: Partial<ContextPieces>): ContextPieces => ({ ...noPieces, ...some });
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

async function warmed(documents: Partial<ContextPieces>) {
  const session = new FakeSession();
  session.warmId = 'resp_warm';
  const context = new StaticContext(session);
  await context.update(pieces(documents));
  return { session, context };
}

describe('StaticContext', () => {
  it('makes a keystroke in a file of 1,000 lines cost less than a tenth', async () => {
    const { context } = await warmed({ others: [other], current: file });
    const { input, previous, fullInput } = context.turnInput(window('  const value500 = com'));
    assert.equal(previous, 'resp_warm');
    assert.ok(bytes(input) < 1000, `${bytes(input)} bytes`);
    assert.ok(bytes(input) < 0.1 * bytes(fullInput?.()), `${bytes(input)} of ${bytes(fullInput?.())} bytes`);
    assert.equal(context.stale, false);
  });

  it('is sent ahead in the manner of the turns that go on from it, because a server prepares for no other', async () => {
    const { session } = await warmed({ others: [other], current: file });
    const { reasoningEffort, verbosity, cacheOnlyMarked } = session.warmed[0] ?? {};
    assert.deepEqual({ reasoningEffort, verbosity, cacheOnlyMarked }, completionManner);
  });

  it('ends with a mark for the prompt cache, and so does what changes less than the document being edited', async () => {
    const marks = async (some: Partial<ContextPieces>): Promise<string[]> => {
      const { session } = await warmed(some);
      const input = JSON.stringify(session.warmed[0]?.input);
      return [...input.matchAll(/path=\\"([^\\]+)[^{}]*"prompt_cache_breakpoint"/g)].map(
        ([, path]) => path ?? '',
      );
    };
    assert.deepEqual(await marks({ others: [{ ...other, path: 'c.ts' }, other], current: file }), [
      'b.ts',
      'a.ts',
    ]);
    assert.deepEqual(await marks({ others: [], current: file }), ['a.ts']);
    assert.deepEqual(await marks({ others: [other] }), ['b.ts']);
    const { session } = await warmed({ others: [other], current: file });
    const { input } = new StaticContext(session).turnInput(window('x'));
    const [cursor] = input.slice(-1);
    assert.doesNotMatch(
      JSON.stringify(cursor),
      /prompt_cache_breakpoint/,
      'what changes with each key is not kept',
    );
  });

  it('sends the whole window, and says it is stale, when much has changed', async () => {
    const { context } = await warmed({ others: [], current: { ...file, text: lines(2000, 3000) } });
    const { input } = context.turnInput(window('x'));
    assert.ok(bytes(input) > 8000);
    assert.equal(context.stale, true);
    await context.update(pieces({ others: [], current: file }));
    assert.equal(context.stale, false);
  });

  it('sends the whole window of a document that was not sent ahead', async () => {
    const { context } = await warmed({ others: [file], current: undefined });
    assert.ok(bytes(context.turnInput(window('x')).input) > 8000);
    assert.equal(context.stale, false);
  });

  it('carries the window and the most useful of the rest where the endpoint prepares nothing', async () => {
    const context = new StaticContext(new FakeSession(), 100);
    await context.update(pieces({ others: [file, other], current: file }));
    const whole = JSON.stringify(context.turnInput(window('x')).input);
    assert.match(whole, /const other = 1;.*value499.*x<\|cursor\|>/s);
    assert.doesNotMatch(whole, /<document path=\\"a.ts/);
  });

  it('carries all of it where that is little', async () => {
    const context = new StaticContext(new FakeSession());
    await context.update(pieces({ others: [other], current: file }));
    const { input, previous } = context.turnInput(window('x'));
    assert.equal(previous, undefined);
    assert.match(JSON.stringify(input), /const other = 1;.*value499.*x<\|cursor\|>/s);
  });

  it('does not send what the server has already', async () => {
    const { session, context } = await warmed({ others: [other], current: file });
    await context.update(pieces({ others: [other], current: file }));
    await context.ensure();
    assert.equal(session.warmed.length, 1);
  });

  it('knows of other files without sending anything, and sends them when it is told to', async () => {
    const session = new FakeSession();
    const context = new StaticContext(session);
    context.know(pieces({ others: [other], current: file }));
    assert.equal(session.warmed.length, 0);
    const { input, previous } = context.turnInput(window('x'));
    assert.equal(previous, undefined);
    assert.match(JSON.stringify(input), /const other = 1;/);
    await context.ensure();
    assert.equal(session.warmed.length, 1);
  });

  it('tries again when a connection is there', async () => {
    const session = new FakeSession();
    const context = new StaticContext(session);
    await context.update(pieces({ others: [], current: file }));
    session.warmId = 'resp_late';
    await context.ensure();
    assert.equal(context.turnInput(window('x')).previous, 'resp_late');
  });

  it('lets only the latest documents count', async () => {
    const { session, context } = await warmed({ others: [], current: file });
    session.warmId = 'resp_second';
    const first = context.update(pieces({ others: [other], current: file }));
    session.warmId = 'resp_third';
    await Promise.all([first, context.update(pieces({ others: [], current: undefined }))]);
    assert.equal(context.turnInput(window('x')).previous, 'resp_third');
  });

  it('serves from what the server holds until it holds the new pieces', async () => {
    const { session, context } = await warmed({ current: file });
    session.warmId = 'resp_second';
    const sent = context.update(pieces({ others: [other], current: file }));
    assert.equal(context.turnInput(window('x')).previous, 'resp_warm');
    await sent;
    assert.equal(context.turnInput(window('x')).previous, 'resp_second');
  });

  it('goes on with what the server holds when the new pieces do not arrive', async () => {
    const { session, context } = await warmed({ current: file });
    session.warmId = undefined;
    await context.update(pieces({ others: [other], current: file }));
    assert.equal(context.turnInput(window('x')).previous, 'resp_warm');
  });

  it('does not send everything again for lines that were typed in the current document', async () => {
    const { session, context } = await warmed({ current: file });
    context.turnInput(window('  typed'));
    await context.update(pieces({ current: { ...file, text: `${file.text}typed` } }));
    assert.equal(session.warmed.length, 1);
    assert.ok(bytes(context.turnInput(window('  typed')).input) < 1000);
  });

  it('sends again for a new finding, not for one that moved or went', async () => {
    const finding = (text: string): DiagnosticsForm => ({ ...file, kind: 'diagnostics', text });
    const { session, context } = await warmed({ current: file });
    const told = async (text: string): Promise<number> => {
      await context.update(pieces({ current: file, notes: [finding(text)] }));
      return session.warmed.length;
    };
    assert.equal(await told('12: error: No.'), 2);
    assert.equal(await told('13: error: No.'), 2);
    assert.equal(await told('13: error: No.\n14: warning: Never.'), 3);
    assert.equal(await told('14: warning: Never.'), 3);
  });
});
