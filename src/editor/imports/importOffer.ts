import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { t } from '../../common/l10n';
import type { Log } from '../../common/log';
import { messageOf } from '../../common/thrown';
import type { DocumentChanges } from '../document/documentChanges';
import { afterChange, afterImport, type AcceptedRange } from './acceptedRange';
import { bringsNameIn, importFixOf, keyOf, newFindings, type Finding } from './importFix';
import { importHint } from './importHint';
import { applyFix, quickFixesAt } from './quickFixes';

/** How long after text was accepted a finding in it still counts as one of it, in ms: a language service takes its time. */
const watchMs = 15_000;

/** How long the language service is waited for, in ms: in a pause of the typing nobody waits with it. */
const askMs = 1_000;

/** The same for the second and last time: one that has just started reads the project first. Nobody waits with it either. */
const askAgainMs = 8_000;

/** The same when a key was pressed for it, in ms. */
const pressedMs = 2_000;

/** How many findings of one accepted text are asked about. */
const mostAsked = 5;

/** A finding with the range to ask for fixes of. */
interface PlacedFinding extends Finding {
  readonly range: vscode.Range;
}

interface Watch {
  readonly document: vscode.TextDocument;
  ranges: readonly AcceptedRange[];
  /** What was found in the document before. */
  readonly before: readonly Finding[];
  /** Findings that were asked about. */
  readonly asked: Set<string>;
  readonly timer: Disposable;
  /** The time is over: what is offered stays, nothing more is asked. */
  over: boolean;
}

interface Offer {
  readonly finding: PlacedFinding;
  readonly title: string;
  readonly action: vscode.CodeAction;
  /** Of the document that the action was made for. */
  readonly version: number;
}

/** What offers are made with. */
export interface ImportOfferParts {
  readonly changes: DocumentChanges;
  readonly clock: Clock;
  readonly log: Pick<Log, 'debug' | 'error'>;
  /** Whether the person wants offers. */
  readonly isWanted: () => boolean;
}

/**
 * Offers to import the names that accepted text uses, by one key: the fix is the language service's own, the one it
 * prefers. Nothing is asked unless there is a new finding in the text, and nothing is applied unless the key is pressed.
 */
export class ImportOffer implements Disposable {
  private readonly store = new DisposableStore();
  private readonly hint = this.store.add(importHint());
  private watch: Watch | undefined;
  private offer: Offer | undefined;
  private applying = false;
  private looking = false;
  private lookAgain = false;

  constructor(private readonly parts: ImportOfferParts) {
    this.store.add(
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const uri = this.watch?.document.uri.toString();
        if (uri !== undefined && uris.some(changed => changed.toString() === uri)) void this.look();
      }),
    );
    this.store.add(parts.changes.follow('remember', event => this.follow(event)));
    this.store.add(
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (editor?.document !== this.watch?.document) this.end();
      }),
    );
    this.store.add(vscode.commands.registerCommand('codexSpark.inline.addImport', () => this.apply()));
    this.store.add(vscode.commands.registerCommand('codexSpark.inline.dismissImport', () => this.end()));
  }

  /**
   * Text was accepted: what is found in it is looked into, by now and for a while.
   * @param ranges where it stands, in UTF-16 code units
   * @param isNew it has just been inserted, so that what is known to be found in the document is about the text before
   */
  accepted(
    document: vscode.TextDocument,
    ranges: readonly { readonly start: number; readonly end: number }[],
    isNew: boolean,
  ): void {
    const earlier = this.watch?.document === document ? this.watch : undefined;
    const [first] = ranges;
    // Accepted word by word it is one text.
    const joined = first && isNew ? earlier?.ranges.find(({ end }) => end === first.start) : undefined;
    this.end();
    if (!first || !this.parts.isWanted()) return;
    const before = joined ? (earlier?.before ?? []) : isNew ? findingsOf(document) : [];
    const timer = this.parts.clock.setTimeout(() => this.timeIsOver(), watchMs);
    const placed = ranges.map(({ start: from, end }) => {
      const start = joined && from === first.start ? joined.start : from;
      return {
        start,
        end,
        firstLine: document.positionAt(start).line,
        lastLine: document.positionAt(end).line,
      };
    });
    this.watch = { document, ranges: placed, before, asked: new Set(), timer, over: false };
    void this.look();
  }

  /** Whether a fix of a document, whose URI is given as text, is one that this offers: nobody else is to offer it as well. */
  isItsOwn(uri: string, title: string): boolean {
    return this.watch?.document.uri.toString() === uri && bringsNameIn(title);
  }

  dispose(): void {
    this.end();
    this.store.dispose();
  }

  private end(): void {
    this.watch?.timer.dispose();
    this.watch = undefined;
    this.offer = undefined;
    this.hint.hide();
  }

  private timeIsOver(): void {
    if (!this.watch) return;
    if (this.offer) this.watch.over = true;
    else this.end();
  }

  private follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const { watch } = this;
    if (watch?.document !== document) return;
    for (const { rangeOffset, rangeLength, text, range } of contentChanges) {
      const change = {
        offset: rangeOffset,
        removed: rangeLength,
        text,
        firstLine: range.start.line,
        lastLine: range.end.line,
      };
      const move = this.applying ? afterImport : afterChange;
      const after = watch.ranges.flatMap(each => move(each, change) ?? []);
      if (after.length === 0) return this.end();
      watch.ranges = after;
    }
  }

  /** Looks whether there is something to offer, and whether what is offered is still of use. One look at a time. */
  private async look(): Promise<void> {
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = true;
    try {
      do {
        this.lookAgain = false;
        await this.lookOnce();
      } while (this.lookAgain);
    } catch (error) {
      this.parts.log.debug('no import offered', { why: messageOf(error) });
    } finally {
      this.looking = false;
    }
  }

  private async lookOnce(): Promise<void> {
    const { watch } = this;
    if (!watch) return;
    const found = this.newIn(watch);
    if (this.offer) {
      const { message } = this.offer.finding;
      if (found.some(finding => finding.message === message)) return;
      this.offer = undefined;
      this.hint.hide();
      if (watch.over) return this.end();
    }
    if (watch.over) return;
    for (const finding of found) {
      const key = keyOf(finding);
      if (watch.asked.has(key) || watch.asked.size >= mostAsked) continue;
      watch.asked.add(key);
      const { version } = watch.document;
      const ask = (limitMs: number): ReturnType<typeof quickFixesAt> =>
        quickFixesAt(watch.document, finding.range, this.parts.clock, limitMs);
      let fixes = await ask(askMs);
      if (!fixes && this.watch === watch && watch.document.version === version) fixes = await ask(askAgainMs);
      if (this.watch !== watch) return;
      if (watch.document.version !== version) {
        // What was found may be another thing now, or stand elsewhere: the language service looks again, too.
        watch.asked.delete(key);
        return;
      }
      const fix = importFixOf(fixes ?? []);
      const editor = vscode.window.activeTextEditor;
      if (!fix || editor?.document !== watch.document) continue;
      this.offer = { finding, title: fix.title, action: fix.action, version };
      this.hint.show(editor, finding.range.start.line, fix.title);
      return;
    }
  }

  private newIn({ document, ranges, before }: Watch): readonly PlacedFinding[] {
    return newFindings(before, findingsOf(document)).filter(({ range }) => {
      const start = document.offsetAt(range.start);
      const end = document.offsetAt(range.end);
      return ranges.some(accepted => start >= accepted.start && end <= accepted.end && start < accepted.end);
    });
  }

  private async apply(): Promise<void> {
    const { watch, offer } = this;
    if (!watch || !offer) return;
    const action =
      watch.document.version === offer.version ? offer.action : await this.sameFixNow(watch, offer);
    if (this.offer !== offer) return;
    this.offer = undefined;
    this.hint.hide();
    this.applying = true;
    let isDone = false;
    try {
      isDone = action !== undefined && (await applyFix(action));
    } finally {
      this.applying = false;
    }
    // The text may use another name that is not imported: the language service tells, now that it looks again.
    if (isDone) return;
    this.end();
    vscode.window.setStatusBarMessage(t('Codex Spark: that import is no longer available.'), 4_000);
  }

  /** The text has changed since: the fix is asked for once more, so that it fits. */
  private async sameFixNow(watch: Watch, offer: Offer): Promise<vscode.CodeAction | undefined> {
    const finding = this.newIn(watch).find(({ message }) => message === offer.finding.message);
    if (!finding) return undefined;
    const fixes = await quickFixesAt(watch.document, finding.range, this.parts.clock, pressedMs);
    return fixes?.find(({ title }) => title === offer.title)?.action;
  }
}

function findingsOf(document: vscode.TextDocument): readonly PlacedFinding[] {
  return vscode.languages.getDiagnostics(document.uri).map(({ severity, message, code, range }) => ({
    isProblem: severity === vscode.DiagnosticSeverity.Error || severity === vscode.DiagnosticSeverity.Warning,
    message,
    code: String(typeof code === 'object' ? code.value : (code ?? '')),
    startLine: range.start.line,
    startCharacter: range.start.character,
    endLine: range.end.line,
    endCharacter: range.end.character,
    range,
  }));
}
