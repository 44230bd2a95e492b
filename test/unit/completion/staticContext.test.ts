import assert from 'node:assert/strict';
import { StaticContext } from '../../../src/completion/staticContext';
import type { DocumentForm } from '../../../src/protocol/promptForms';
import { at } from '../../support/completion/cursorText';
import { FakeSession } from '../../support/completion/fakeSession';

const line = (n: number): string => `  const value${n} = compute(input${n}, options);\n`;
const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, n) => line(from + n)).join('');
const file: DocumentForm = { kind: 'document', path: 'a.ts', language: 'typescript', text: lines(0, 1000) };
const other: DocumentForm = { ...file, path: 'b.ts', text: 'const other = 1;' };
/** The window of an editor in the middle of the file. */
const window = (typed: string) => at(`${lines(300, 500)}${typed}█\n${lines(501, 550)}`);
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

async function warmed(documents: { others: DocumentForm[]; current: DocumentForm | undefined }) {
  const session = new FakeSession();
  session.warmId = 'resp_warm';
  const context = new StaticContext(session);
  await context.update(documents);
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

  it('sends the whole window, and says it is stale, when much has changed', async () => {
    const { context } = await warmed({ others: [], current: { ...file, text: lines(2000, 3000) } });
    const { input } = context.turnInput(window('x'));
    assert.ok(bytes(input) > 8000);
    assert.equal(context.stale, true);
    await context.update({ others: [], current: file });
    assert.equal(context.stale, false);
  });

  it('sends the whole window of a document that was not sent ahead', async () => {
    const { context } = await warmed({ others: [file], current: undefined });
    assert.ok(bytes(context.turnInput(window('x')).input) > 8000);
    assert.equal(context.stale, false);
  });

  it('carries everything where the endpoint prepares nothing', async () => {
    const context = new StaticContext(new FakeSession());
    await context.update({ others: [other], current: file });
    const { input, previous } = context.turnInput(window('x'));
    assert.equal(previous, undefined);
    assert.match(JSON.stringify(input), /const other = 1;.*value499.*x<\|cursor\|>/s);
  });

  it('does not send what the server has already', async () => {
    const { session, context } = await warmed({ others: [other], current: file });
    await context.update({ others: [other], current: file });
    await context.ensure();
    assert.equal(session.warmed.length, 1);
  });

  it('tries again when a connection is there', async () => {
    const session = new FakeSession();
    const context = new StaticContext(session);
    await context.update({ others: [], current: file });
    session.warmId = 'resp_late';
    await context.ensure();
    assert.equal(context.turnInput(window('x')).previous, 'resp_late');
  });

  it('lets only the latest documents count', async () => {
    const { session, context } = await warmed({ others: [], current: file });
    session.warmId = 'resp_second';
    const first = context.update({ others: [other], current: file });
    session.warmId = 'resp_third';
    await Promise.all([first, context.update({ others: [], current: undefined })]);
    assert.equal(context.turnInput(window('x')).previous, 'resp_third');
  });
});
