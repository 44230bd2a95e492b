import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LineEnd } from '../../../src/common/lineEnd';
import { textParts } from '../../../src/protocol/inputText';
import { readForm } from '../../../src/protocol/promptForms';
import type { AskedRewrite, DrivenGateway } from '../gateway/drivenGateway';
import { type } from './editing';
import { TypedCharacters, untyped } from './typedCharacters';
import { waitFor } from './waitFor';

/** A text with a region to rewrite, and what the model makes of it. Line breaks are `\n`. */
export interface EditCase {
  readonly before: string;
  readonly original: string;
  readonly rewritten: string;
  readonly behind: string;
  readonly eol: LineEnd;
}

/** A hunk's buttons, as they stand in the document. */
interface Buttons {
  readonly line: number;
  /** Ids of the edit and of the hunk. */
  readonly ids: readonly unknown[];
}

/** Questions are asked often here, in ms. */
const pause = 4;

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`codexSpark.${command}`, ...args);

/**
 * One edit after another in one document, played through the commands, as a user does, and judged by the text of the
 * document alone.
 */
export class RandomEdit {
  private readonly typed = new TypedCharacters();
  private plan: EditCase = { before: '', original: '', rewritten: '', behind: '', eol: '\n' };
  /** Lengths of what stands before and behind the region. */
  private around = { before: 0, behind: 0 };
  private answer: AskedRewrite | undefined;
  /** What the region has to be with everything accepted, typing apart. */
  private expected = '';
  private asked = 0;
  private done = 0;

  constructor(
    private readonly editor: vscode.TextEditor,
    private readonly model: DrivenGateway,
  ) {}

  /** How often something was typed, decided or taken back since the edit began. */
  get deeds(): number {
    return this.done;
  }

  get text(): string {
    return this.editor.document.getText();
  }

  /** The region's text, with everything typed into it. */
  get region(): string {
    return this.text.slice(this.around.before, this.text.length - this.around.behind);
  }

  /** Fills the document, selects the region and asks for a rewrite. `undoEverything` needs two steps for the filling. */
  async begin(plan: EditCase, inTwoSteps = false): Promise<void> {
    const { document } = this.editor;
    this.plan = plan;
    this.done = 0;
    this.typed.clear();
    const eol = plan.eol === '\n' ? vscode.EndOfLine.LF : vscode.EndOfLine.CRLF;
    const first = inTwoSteps ? plan.original.slice(0, 1) : '';
    await this.change(builder => {
      builder.setEndOfLine(eol);
      builder.replace(
        new vscode.Range(0, 0, document.lineCount, 0),
        plan.before + plan.original.slice(first.length) + plan.behind,
      );
    });
    // The last thing before the edit is a step of the history that has nothing to do with it.
    const start = document.positionAt(this.broken(plan.before).length);
    if (inTwoSteps) await this.change(builder => builder.insert(start, first));
    this.around = { before: this.broken(plan.before).length, behind: this.broken(plan.behind).length };
    assert.equal(this.region, this.broken(plan.original));
    const hasBreak = plan.original.endsWith('\n');
    this.expected = this.broken(plan.rewritten.replace(/\n$/, '') + (hasBreak ? '\n' : ''));
    this.editor.selection = new vscode.Selection(
      document.positionAt(this.around.before),
      document.positionAt(this.text.length - this.around.behind),
    );
    this.asked = this.model.rewrites.length;
    await run('optimizeSelection');
    this.answer = await this.next();
    this.answer.text('```\n');
  }

  /** More of the answer; resolves when something of it is painted, or nothing came of it for a while. */
  async stream(piece: string): Promise<void> {
    const painted = this.nextChange(30);
    this.answer?.text(piece);
    await painted;
  }

  /** The answer is over; what is asked anew meanwhile is answered too. Resolves when there is something to review. */
  async end(): Promise<void> {
    this.answer?.text('\n```\n');
    this.answer?.end();
    // Asking the window again and again slows down what is waited for.
    for (let n = 0; n < 4 && untyped(this.region) !== this.expected; n++) await this.nextChange(40);
    await waitFor(
      'the end of the edit',
      async () => {
        if (this.model.rewrites.length > this.asked) this.answerRest(await this.next());
        return (await this.isStreaming()) ? undefined : true;
      },
      pause,
    );
  }

  /** Types a character outside of the region: somewhere in front of it, or at the end of the file. */
  async typeOutside(at: number): Promise<void> {
    this.done++;
    const character = this.typed.next();
    if (at % 2 === 0 || this.around.behind === 0) {
      // The line break in front of the region stays where it is.
      await this.put(at % (this.around.before - 1), character);
    } else {
      // A place in lines would be another one when the edit has grown until the key arrives.
      await vscode.commands.executeCommand('cursorBottom');
      await type(character);
    }
    this.account(character);
  }

  /** Types a character somewhere in the region, or a line break and a character. */
  async typeInside(at: number, newLine: boolean): Promise<void> {
    this.done++;
    const offset = this.boundary(this.around.before + (at % (this.region.length + 1)));
    const text = newLine ? this.typed.nextLine(this.plan.eol) : this.typed.next();
    // VS Code refuses what was made for a text that is an older one by then.
    if (newLine) await this.change(builder => builder.insert(this.editor.document.positionAt(offset), text));
    else await this.put(offset, text);
    this.account(text);
  }

  /** Accepts or rejects what stands at a place of the region, if anything does. */
  async decideAt(at: number, how: 'acceptHunk' | 'rejectHunk'): Promise<void> {
    this.done++;
    const offset = this.boundary(this.around.before + (at % (this.region.length + 1)));
    const position = this.editor.document.positionAt(offset);
    this.editor.selection = new vscode.Selection(position, position);
    await run(how);
  }

  /** Takes one step back and forth again: the same text. */
  async undoAndRedo(): Promise<void> {
    this.done++;
    const text = this.text;
    await this.step('undo');
    await this.step('redo');
    await this.becomes(text, 'redo brings back what undo took');
  }

  /**
   * Steps back to the step before the edit: right behind it stands what was there before anything was written or typed.
   * A rejection may have led there as well, so the walk goes on through everything.
   */
  async undoEverything(): Promise<void> {
    const { before, original, behind } = this.plan;
    const earlier = this.broken(before + original.slice(1) + behind);
    const trail = [this.text];
    while (this.text !== earlier) {
      await this.step('undo');
      const walked = (): string => [...trail, this.text].join('\n<undo>\n');
      assert.notEqual(this.text, trail.at(-1), `undo leads back to before the edit: ${walked()}`);
      trail.push(this.text);
    }
    assert.equal(trail.at(-2), this.broken(before + original + behind), 'undo passes through the original');
  }

  async acceptAll(): Promise<void> {
    const text = this.text;
    await run('acceptAll');
    assert.deepEqual(await this.buttons(), []);
    assert.equal(this.text, text, 'accepting changes no text');
    this.check();
    assert.equal(untyped(this.region), this.expected, 'what the model wrote');
  }

  /** @param exactly whether nothing was accepted and nothing typed into changes: then the original comes back */
  async rejectAll(exactly: boolean): Promise<void> {
    let isOver = false;
    void run('rejectAll').then(() => (isOver = true));
    await waitFor(
      'the rejection',
      async () => {
        if (isOver) return true;
        // Whether to reject what was typed into as well: no.
        await vscode.commands.executeCommand('notifications.clearAll');
        return undefined;
      },
      pause,
    );
    this.check();
    if (!exactly) return;
    assert.deepEqual(await this.buttons(), []);
    assert.equal(untyped(this.region), this.broken(this.plan.original), 'the original');
  }

  /**
   * Decides every hunk by its buttons, in another order: the text is what their own sides say, which is learnt by
   * rejecting all of them first and undoing that.
   */
  async decideEach(choices: readonly boolean[]): Promise<void> {
    const text = this.text;
    const sides: vscode.TextDocumentContentChangeEvent[] = [];
    const listener = vscode.workspace.onDidChangeTextDocument(({ contentChanges }) =>
      sides.push(...contentChanges),
    );
    await this.rejectAll(true);
    listener.dispose();
    sides.sort((a, b) => a.rangeOffset - b.rangeOffset);
    if (sides.length > 0) await this.step('undo');
    await this.becomes(text, 'undo brings the rewrite back');
    const buttons = await waitFor(
      'the buttons',
      async () => {
        const found = await this.buttons();
        return found.length === sides.length ? found : undefined;
      },
      pause,
    );
    const isAccepted = (n: number): boolean => choices[n % Math.max(1, choices.length)] ?? true;
    const wanted = [...sides.entries()].reduceRight(
      (sum, [n, { rangeOffset, rangeLength, text: old }]) =>
        isAccepted(n) ? sum : sum.slice(0, rangeOffset) + old + sum.slice(rangeOffset + rangeLength),
      text,
    );
    const order = [...buttons.entries()].sort(([a], [b]) => ((a * 7) % 5) - ((b * 7) % 5));
    for (const [n, { ids }] of order) await run(isAccepted(n) ? 'acceptHunk' : 'rejectHunk', ...ids);
    assert.equal(this.text, wanted, "each hunk's own side");
    assert.deepEqual(await this.buttons(), []);
    this.check();
  }

  /** What was typed is there, once each. */
  check(): void {
    this.typed.check(this.text);
    const { before, behind } = this.plan;
    const { text } = this;
    assert.equal(untyped(text.slice(0, this.around.before)), this.broken(before), 'before the region');
    assert.equal(untyped(text.slice(text.length - this.around.behind)), this.broken(behind), 'behind it');
  }

  /** How many changes wait for a decision. */
  async open(): Promise<number> {
    return (await this.buttons()).length;
  }

  /** Resolves with the next change of the document, or after a while. @param patience in ms */
  private async nextChange(patience: number): Promise<void> {
    await new Promise<void>(resolve => {
      const finish = (): void => {
        clearTimeout(timer);
        listener.dispose();
        resolve();
      };
      const timer = setTimeout(finish, patience);
      const listener = vscode.workspace.onDidChangeTextDocument(finish);
    });
  }

  private broken(text: string): string {
    return text.replaceAll('\n', this.plan.eol);
  }

  /** Not between the halves of a line break or of a pair. */
  private boundary(offset: number): number {
    const { text } = this;
    const splits =
      /^[\udc00-\udfff]/.test(text.slice(offset)) || text.slice(offset - 1, offset + 1) === '\r\n';
    return splits ? offset - 1 : offset;
  }

  /** What was just typed may have met the text in front of the region or behind it. */
  private account(typed: string): void {
    const at = this.text.indexOf(typed);
    if (at < this.around.before) this.around.before += typed.length;
    else if (at > this.text.length - this.around.behind - typed.length) this.around.behind += typed.length;
  }

  private async put(offset: number, text: string): Promise<void> {
    const position = this.editor.document.positionAt(this.boundary(offset));
    this.editor.selection = new vscode.Selection(position, position);
    await type(text);
  }

  private async change(make: (builder: vscode.TextEditorEdit) => void): Promise<void> {
    // VS Code refuses what was made for a text that is an older one by then.
    while (!(await this.editor.edit(make)));
  }

  /** One step of the editor's history, with the steps that the extension adds to it. */
  private async step(command: 'undo' | 'redo'): Promise<void> {
    const { document } = this.editor;
    await vscode.commands.executeCommand(command);
    // What it adds is on its way to the window by now, in front of this question.
    for (let version = -1; version !== document.version;) {
      version = document.version;
      for (const n of [0, 1]) await vscode.commands.executeCommand('setContext', 'codexSpark.test.asked', n);
    }
  }

  private async becomes(text: string, what: string): Promise<void> {
    await waitFor(what, () => (this.text === text ? true : undefined), pause).catch(() =>
      assert.equal(this.text, text, what),
    );
  }

  private async next(): Promise<AskedRewrite> {
    const rewrite = await waitFor('the request', () => this.model.rewrites[this.asked], pause);
    this.asked++;
    return rewrite;
  }

  /** The rest was asked for again: every line of it changes, and keeps what was typed. */
  private answerRest(answer: AskedRewrite): void {
    const { request, selection } = answer;
    const done = textParts(request.input)
      .map(part => readForm(part.text))
      .find(form => form?.kind === 'document');
    const rest = selection.text.replaceAll('\r\n', '\n').replace(/(?=\n|$)/g, '~');
    const hasBreak = this.plan.original.endsWith('\n');
    this.expected = untyped((done?.text ?? '') + this.broken(rest + (hasBreak ? '\n' : '')));
    answer.text(`\`\`\`\n${rest}\n\`\`\`\n`);
    answer.end();
  }

  private async isStreaming(): Promise<boolean> {
    return (await this.lenses()).some(({ command }) => command?.command === 'codexSpark.stop');
  }

  private async buttons(): Promise<Buttons[]> {
    return (await this.lenses()).flatMap(({ command, range }) =>
      command?.command === 'codexSpark.acceptHunk'
        ? [{ line: range.start.line, ids: command.arguments ?? [] }]
        : [],
    );
  }

  private async lenses(): Promise<readonly vscode.CodeLens[]> {
    const found: unknown = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      this.editor.document.uri,
    );
    return Array.isArray(found) ? found.filter((each: unknown) => each instanceof vscode.CodeLens) : [];
  }
}
