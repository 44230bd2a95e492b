import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { documentTexts } from '../../../../src/editor/nextEdit/documentTexts';
import type { TextEdit } from '../../../../src/diff/textEdit';
import { applyEdits } from '../../../../src/diff/textEdit';
import { EditHistory } from '../../../../src/nextEdit/history/editHistory';
import type { DocumentText } from '../../../../src/nextEdit/nextEdit';
import { predictNextEdits } from '../../../../src/nextEdit/predict/predict';

const uri = 'file:///a.ts';

/** A document that is typed in, with its history; counts the code units that are copied to put its text together. */
class Counted {
  readonly history = new EditHistory();
  readonly copied = { byHistory: 0, byEditor: 0 };
  private version = 1;
  private time = 0;
  private readonly document: vscode.TextDocument;
  private readonly read: (document: vscode.TextDocument) => DocumentText;

  constructor(
    private text: string,
    isFollowed = true,
  ) {
    if (isFollowed) this.history.opened({ uri, languageId: 'typescript', text });
    const { history, copied } = this;
    const now = (): string => this.text;
    const version = (): number => this.version;
    const fake: Partial<vscode.TextDocument> = {
      uri: { toString: () => uri } as vscode.Uri,
      languageId: 'typescript',
      lineCount: 1,
      get version() {
        return version();
      },
      lineAt: () => ({ range: {} }) as vscode.TextLine,
      offsetAt: () => now().length,
      getText: () => {
        copied.byEditor += now().length;
        return now();
      },
    };
    this.document = fake as vscode.TextDocument;
    this.read = documentTexts({
      lengthOf: each => history.lengthOf(each),
      textOf: each => {
        const whole = history.textOf(each);
        copied.byHistory += whole?.length ?? 0;
        return whole;
      },
    });
  }

  type(edit: TextEdit): void {
    this.time += 100;
    this.version++;
    this.text = applyEdits(this.text, [edit]);
    this.history.changed(uri, [edit], this.time);
  }

  get now(): DocumentText {
    return this.read(this.document);
  }

  async predict(cursor: number): Promise<void> {
    const { history, time } = this;
    const moment = { active: this.now, cursor, others: [], history, time };
    await predictNextEdits(moment, { breathe: async () => {} }, new AbortController().signal);
  }
}

describe('documentTexts', () => {
  it('are the texts of the documents, whether the history follows them or not', () => {
    for (const isFollowed of [true, false]) {
      const counted = new Counted('const a = 1;\r\n'.repeat(500), isFollowed);
      counted.type({ offset: 6, length: 1, text: 'bcd' });
      assert.equal(counted.now.text, `const bcd = 1;\r\n${'const a = 1;\r\n'.repeat(499)}`);
      assert.equal(counted.now, counted.now);
      const { byEditor, byHistory } = counted.copied;
      assert.deepEqual([byEditor > 0, byHistory > 0], [!isFollowed, isFollowed]);
    }
  });

  it('are put together for nobody: a key about which nothing can follow copies nothing', async () => {
    const counted = new Counted(`${'const a = 1;\n'.repeat(5_000)}\n\n\n${'const b = 1;\n'.repeat(5_000)}`);
    const at = 5_000 * 13 + 1;
    let cursor = at;
    for (const key of 'return all(values).reduce(sum);') {
      counted.type({ offset: cursor++, length: 0, text: key });
      await counted.predict(cursor);
    }
    assert.deepEqual(counted.copied, { byHistory: 0, byEditor: 0 });
  });

  it('are put together once for a key after which something is looked for', async () => {
    const text = 'let total = 1;\nuse(total);\n'.repeat(2_000);
    const counted = new Counted(text);
    let keys = 0;
    for (const key of ['s', 'u', 'm']) {
      counted.type({ offset: 4 + keys, length: keys === 0 ? 5 : 0, text: key });
      keys++;
      await counted.predict(4 + keys);
    }
    assert.equal(counted.copied.byEditor, 0);
    assert.ok(counted.copied.byHistory <= keys * text.length, `${counted.copied.byHistory}`);
  });
});
