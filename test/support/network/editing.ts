import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { screen, type, withDocument } from '../host/editing';
import { threeOfAKind } from '../host/threeOfAKind';
import { waitFor } from '../host/waitFor';

/** Settings of the extension that a workspace cannot set, without `codexSpark.`. */
export type MachineSettings = Readonly<
  Partial<
    Record<'endpoint' | 'model' | 'caFile' | 'inline.endpoint' | 'edit.endpoint' | 'chat.endpoint', string>
  > & {
    headers?: Readonly<Record<string, string>>;
    endpoints?: Readonly<Record<string, unknown>>;
  }
>;

/** Runs `work` under other settings of the machine, and brings the old ones back. The endpoint changes last. */
export async function withSettings(settings: MachineSettings, work: () => Promise<void>): Promise<void> {
  const entries = Object.entries(settings).sort(
    ([a], [b]) => Number(a === 'endpoint') - Number(b === 'endpoint'),
  );
  try {
    for (const [key, value] of entries) await update(key, value);
    await work();
  } finally {
    for (const [key] of entries.reverse()) await update(key, undefined);
  }
}

async function update(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('codexSpark').update(key, value, vscode.ConfigurationTarget.Global);
}

let documents = 0;

/** Opens a file in which a third function of a kind can be recalled, with the cursor behind the others. */
export async function withRecallableFile(work: (file: RecallableFile) => Promise<void>): Promise<void> {
  // A marker of its own, so that no answer for an earlier document fits.
  const head = `// document ${++documents}\n${threeOfAKind}\n`;
  await withDocument('javascript', `${head}█`, open =>
    work({
      type,
      screen: () => screen(open),
      async accept() {
        const before = screen(open);
        const after = await waitFor('a suggestion to accept', async () => {
          await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
          const now = screen(open);
          return now === before ? undefined : now;
        });
        assert.ok(after.startsWith(head), 'nothing before the cursor is touched');
        return after.slice(head.length);
      },
      typed: () => open.document.getText().slice(head.length),
    }),
  );
}

/** Such a file. */
export interface RecallableFile {
  /** Types as the keyboard does. */
  type(text: string): Promise<void>;
  /** The text with `█` at the cursor. */
  screen(): string;
  /** What was typed below the functions. */
  typed(): string;
  /** Accepts the suggestion as soon as there is one; resolves with what then stands below the functions. */
  accept(): Promise<string>;
}

/** Types the beginning of a third function and takes what is suggested: the proof that completion works. */
export async function expectSuggestion(): Promise<void> {
  await withRecallableFile(async file => {
    // The editor indents by itself.
    await file.type('export function totalDeposit(items) {\nlet to');
    assert.match(await file.accept(), /\n {2}let total = 0;/);
  });
}

/** A desktop VS Code is told by its setting; a server has the proxy in its environment from the start. */
export async function withProxySetting(port: number, work: () => Promise<void>): Promise<void> {
  if (vscode.env.appHost !== 'desktop') return work();
  const http = vscode.workspace.getConfiguration('http');
  await http.update('proxy', `http://127.0.0.1:${port}`, vscode.ConfigurationTarget.Global);
  try {
    await work();
  } finally {
    await http.update('proxy', undefined, vscode.ConfigurationTarget.Global);
  }
}
