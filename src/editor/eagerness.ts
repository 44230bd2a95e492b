import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import { section } from './settings';

/** `codexSpark.inline.mode`: whether suggestions come by themselves, when asked for by command, or not at all. */
export const inlineModes = ['auto', 'onDemand', 'off'] as const;

/** One of them. */
export type InlineMode = (typeof inlineModes)[number];

/** How eager suggestions are in one document: its language and its folder may have settings of their own. */
interface Eager {
  readonly languageId: string;
  readonly mode: InlineMode;
  /** `codexSpark.inline.lines` is `single`. */
  readonly oneLine: boolean;
}

/**
 * How eager suggestions are in each document. It is asked at every key, and looking a setting up for a language takes as
 * long as several snapshots, so what was read is kept until a setting changes or the document gets another language.
 */
export class Eagerness implements Disposable {
  private known = new WeakMap<vscode.TextDocument, Eager>();
  private changes = 0;
  private readonly listener: Disposable;

  constructor() {
    this.listener = vscode.workspace.onDidChangeConfiguration(event => {
      if (!keys.some(key => event.affectsConfiguration(`${section}.${key}`))) return;
      this.known = new WeakMap();
      this.changes++;
    });
  }

  /** Another number after each change of the settings, of whichever language. */
  get revision(): number {
    return this.changes;
  }

  /** The mode in a document; without one, that of everything that has no mode of its own. */
  modeOf(document: vscode.TextDocument | undefined): InlineMode {
    return document ? this.of(document).mode : readMode(vscode.workspace.getConfiguration(section));
  }

  /** Whether suggestions of a document end with the line of the cursor. */
  oneLine(document: vscode.TextDocument): boolean {
    return this.of(document).oneLine;
  }

  dispose(): void {
    this.listener.dispose();
  }

  private of(document: vscode.TextDocument): Eager {
    const { languageId } = document;
    const kept = this.known.get(document);
    if (kept?.languageId === languageId) return kept;
    const configuration = vscode.workspace.getConfiguration(section, document);
    const eager = {
      languageId,
      mode: readMode(configuration),
      oneLine: configuration.get(linesKey) === 'single',
    };
    this.known.set(document, eager);
    return eager;
  }
}

/** Below `codexSpark.`. */
export const modeKey = 'inline.mode';
const linesKey = 'inline.lines';
const keys = [modeKey, linesKey];

function readMode(configuration: vscode.WorkspaceConfiguration): InlineMode {
  const set = configuration.get(modeKey);
  return inlineModes.find(mode => mode === set) ?? 'auto';
}
