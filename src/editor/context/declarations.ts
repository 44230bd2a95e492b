import * as vscode from 'vscode';
import { raceAbort, timeLimit } from '../../common/abort';
import type { Clock } from '../../common/clock';
import { Emitter } from '../../common/emitter';
import type { Disposable } from '../../common/disposable';
import { declarationAt } from '../../completion/context/declaration';
import { groupDeclarations, type Declaration } from '../../completion/context/groupDeclarations';
import { namesNear, type UsedName } from '../../completion/context/namesNear';
import type { DefinitionsForm } from '../../protocol/promptForms';
import { displayPath } from '../document/documentSnapshot';
import { linesOf } from '../document/notebookCells';
import { FileLines } from './fileLines';

/** How long is waited for the language service, in ms. What comes later is there the next time. */
export const patience = 40;

/** Questions to the language service at once: it is busy with the user's own. */
const mostAtOnce = 4;

/** A question without an answer counts as one under way for so long, in ms. */
const givenUpAfter = 10_000;

/** What is known of a name is asked again after this, in ms. */
const freshFor = 60_000;

/** A language service that starts knows nothing yet, nor is it known at once what may be sent: asked again, in ms. */
const unsettledFor = 2_000;

/** How many names are remembered. */
const mostKnown = 300;

interface Known {
  readonly declaration: Declaration | undefined;
  readonly until: number;
}

/** What an answer of the language service came to. */
interface Found {
  readonly declaration: Declaration | undefined;
  /** Whether the answer may be another one in a moment. */
  readonly unsettled: boolean;
}

/** What the language service is asked; `vscode.commands.executeCommand` unless a test says otherwise. */
export type AskLanguageService = (
  wanted: UsedName['wanted'],
  uri: vscode.Uri,
  position: vscode.Position,
) => PromiseLike<readonly (vscode.Location | vscode.LocationLink)[] | undefined>;

/**
 * Declarations, in other files, of the names used near the cursor. The language service is only asked when the
 * person pauses, a few questions at a time, and never waited for longer than `patience`; answers are kept, so that
 * a slow one serves the next time. Without a language service there are none.
 */
export class Declarations implements Disposable {
  private readonly known = new Map<string, Known>();
  private readonly asking = new Map<string, Promise<void>>();
  private readonly files = new FileLines();
  private readonly learnt = new Emitter<void>();
  private disposed = false;

  /** An answer came after it was waited for. */
  readonly onDidLearn = this.learnt.event;

  /** @param mayBeSent whether text of a file may leave the editor */
  constructor(
    private readonly clock: Clock,
    private readonly mayBeSent: (uri: vscode.Uri) => boolean,
    private readonly ask: AskLanguageService = askVsCode,
  ) {}

  /**
   * The declarations of names near a line, by file, within a budget of tokens. Resolves within `patience` ms with
   * what is known by then; aborting the signal ends the waiting and further questions.
   */
  async near(
    document: vscode.TextDocument,
    line: number,
    budget: number,
    signal: AbortSignal,
  ): Promise<DefinitionsForm[]> {
    if (signal.aborted) return [];
    const names = namesNear(linesOf(document), line);
    const limit = timeLimit(this.clock, patience, signal);
    const asked = this.askFor(document, names, () => limit.signal.aborted);
    await raceAbort(asked, limit.signal).catch((error: unknown) => {
      if (!limit.signal.aborted) throw error;
    });
    limit.dispose();
    const found = names.flatMap(name => this.known.get(keyOf(document, name))?.declaration ?? []);
    // Permission may have gone since.
    return groupDeclarations(
      found.filter(({ uri }) => this.mayBeSent(vscode.Uri.parse(uri))),
      budget,
    );
  }

  dispose(): void {
    this.disposed = true;
    this.learnt.dispose();
  }

  /** Asks for what is not known, a few at a time, until told to stop. */
  private async askFor(
    document: vscode.TextDocument,
    names: readonly UsedName[],
    stopped: () => boolean,
  ): Promise<void> {
    const now = this.clock.now();
    const open = names.filter(name => (this.known.get(keyOf(document, name))?.until ?? -Infinity) <= now);
    const work = async (): Promise<void> => {
      for (let name = open.shift(); name && !stopped(); name = open.shift()) {
        if (this.asking.size >= mostAtOnce) return;
        await this.askOnce(document, name, stopped);
      }
    };
    await Promise.all(Array.from({ length: mostAtOnce }, work));
  }

  private askOnce(document: vscode.TextDocument, name: UsedName, late: () => boolean): Promise<void> {
    const key = keyOf(document, name);
    const running = this.asking.get(key);
    if (running) return running;
    const version = document.version;
    const done = (): void => {
      if (this.asking.get(key) === asking) this.asking.delete(key);
      givenUp.dispose();
    };
    const asking: Promise<void> = this.declarationOf(document, name).then(
      ({ declaration, unsettled }) => {
        done();
        // A change meanwhile may have moved the name away from where it was looked for.
        if (this.disposed || (document.version !== version && !declaration)) return;
        this.remember(key, declaration, unsettled ? unsettledFor : freshFor);
        if (declaration && late()) this.learnt.fire();
      },
      // A language service that fails is one that knows nothing; it may be better later.
      done,
    );
    const givenUp = this.clock.setTimeout(done, givenUpAfter);
    this.asking.set(key, asking);
    return asking;
  }

  private remember(key: string, declaration: Declaration | undefined, time: number): void {
    this.known.delete(key);
    this.known.set(key, { declaration, until: this.clock.now() + time });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= mostKnown) return;
      this.known.delete(oldest);
    }
  }

  private async declarationOf(document: vscode.TextDocument, name: UsedName): Promise<Found> {
    const position = new vscode.Position(name.line, name.character);
    const places = await this.ask(name.wanted, document.uri, position);
    let unsettled = !places || places.length === 0;
    for (const place of places ?? []) {
      const uri = 'targetUri' in place ? place.targetUri : place.uri;
      const range = 'targetUri' in place ? place.targetRange : place.range;
      if (uri.toString() === document.uri.toString()) continue;
      const open = vscode.workspace.textDocuments.find(other => other.uri.toString() === uri.toString());
      // Of libraries outside of the workspace a model knows more than fits here.
      if (!open && !vscode.workspace.getWorkspaceFolder(uri)) continue;
      if (!this.mayBeSent(uri)) {
        unsettled = true;
        continue;
      }
      const lines = await this.files.of(uri);
      const { line } = range.start;
      if (!lines || line >= lines.count) continue;
      const declaration = {
        uri: uri.toString(),
        path: displayPath(uri),
        language: open?.languageId ?? document.languageId,
        line,
        text: declarationAt(lines, line),
      };
      return { declaration, unsettled: false };
    }
    return { declaration: undefined, unsettled };
  }
}

function keyOf(document: vscode.TextDocument, { name, wanted }: UsedName): string {
  return `${wanted} ${name} ${document.uri.toString()}`;
}

const askVsCode: AskLanguageService = (wanted, uri, position) =>
  vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[] | undefined>(
    wanted === 'type' ? 'vscode.executeTypeDefinitionProvider' : 'vscode.executeDefinitionProvider',
    uri,
    position,
  );
