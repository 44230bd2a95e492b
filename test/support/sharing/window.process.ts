/**
 * A window that shares its engine, as far as that needs no editor: a process with a session over a shared gateway.
 * `window.process GATEWAY CLAIM LOCK FOLDER`. Reads a line of JSON for each question, `{"text", "tabs"}`, and writes one for each answer,
 * `{"status", "text", "pid"}`; ends by itself at `end`.
 */
import { createInterface } from 'node:readline';
import { silentLog } from '../../../src/common/log';
import { systemClock } from '../../../src/common/systemClock';
import { connectSession } from '../../../src/editor/endpoints/connectSession';
import { Gateway } from '../../../src/editor/endpoints/gateway';
import { localGateway } from '../../../src/editor/endpoints/gatewayArguments';
import { startGateway } from '../../../src/editor/endpoints/gatewayChild';
import { readClaim } from '../../../src/editor/endpoints/readClaim';
import { sharedGateway } from '../../../src/editor/endpoints/sharedGateway';
import { gatewayTarget } from '../../../src/editor/endpoints/target';
import { writeForm } from '../../../src/protocol/promptForms';
import { webSocketOpener } from '../../../src/session/connection/wsSocket';

interface Question {
  /** Of the file that is edited, up to the cursor. */
  readonly text: string;
  /** What is open besides. */
  readonly tabs?: readonly string[];
}

const [, , script = '', claim = '', lock = '', folder = ''] = process.argv;
const log = silentLog;
const clock = systemClock;
const start = localGateway(folder);
const gateway = new Gateway(signal =>
  sharedGateway(
    { claim, lock, clock, log, start: until => startGateway({ script, start, claim, log }, until) },
    signal,
  ),
);
const session = connectSession(gatewayTarget(true, gateway), '', {
  openSocket: webSocketOpener(),
  httpPost: () => Promise.reject(new Error('not over HTTP')),
  log,
  clock,
});

async function ask({ text, tabs = [] }: Question): Promise<void> {
  const form = { language: 'typescript' };
  const documents = tabs.map(
    (tab, at) => ({ ...form, kind: 'document', path: `tab${at}.ts`, text: tab }) as const,
  );
  const cursor = { ...form, kind: 'cursor', path: 'work.ts', prefix: text, suffix: '' } as const;
  const content = [...documents, cursor].map(
    part => ({ type: 'input_text', text: writeForm(part) }) as const,
  );
  const turn = session.start({ lane: 'inline', input: [{ type: 'message', role: 'user', content }] });
  const result = await turn.done;
  const pid = (await readClaim(claim))?.pid;
  process.stdout.write(
    `${JSON.stringify({ status: result.status, text: result.text, error: result.error?.message, pid })}\n`,
  );
}

createInterface({ input: process.stdin }).on('line', line => {
  if (line !== 'end') return void ask(JSON.parse(line) as Question);
  session.dispose();
  gateway.dispose();
  process.stdin.destroy();
});
