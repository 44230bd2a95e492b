import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../common/disposable';
import { Emitter } from '../../common/emitter';
import type { Session } from '../../session/session';
import { snapshotAt } from '../document/documentSnapshot';
import { inlineFeature, type InlineFeature, type InlineParts } from './inlineFeature';
import { lingering } from './lingering';
import { onDidChangeSettings, readSettings } from '../settings';

/** What suggestions are built from, whatever their session. */
export interface InlineHostParts extends InlineParts {
  /** The session as it is now; undefined while the settings cannot be used. */
  readonly session: () => Session | undefined;
}

/**
 * Generating for less than this, in ms, is not told: each change of the status bar item takes the window tens of
 * milliseconds, which then lie between a suggestion that has just come and its paint.
 */
const visibleMs = 500;

/** Suggestions while typing, built anew when their session or their settings are other ones. */
export class InlineHost implements Disposable {
  private readonly store = new DisposableStore();
  private readonly changed = this.store.add(new Emitter<void>());
  private readonly generating: ReturnType<typeof lingering>;
  private running:
    { readonly session: Session; readonly settings: string; readonly parts: Disposable } | undefined;
  private feature: InlineFeature | undefined;
  private isBusy = false;

  /** `busy` has changed. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly parts: InlineHostParts) {
    this.generating = this.store.add(
      lingering(parts.clock, visibleMs, now => {
        this.isBusy = now;
        this.changed.fire();
      }),
    );
    this.store.add(onDidChangeSettings(['inline'], () => this.renew()));
    this.renew();
  }

  /** The suggestions; undefined while there is no session. */
  get current(): InlineFeature | undefined {
    return this.feature;
  }

  /** Whether one has been generated for long enough to be seen. */
  get busy(): boolean {
    return this.isBusy;
  }

  /** Whether a suggestion was handed to VS Code for this place; it is on screen, unless something hides it. */
  suggestsAt(document: vscode.TextDocument, position: vscode.Position): boolean {
    const place = this.feature && snapshotAt(document, position);
    return place !== undefined && this.feature?.outcomeAt(place).kind === 'shown';
  }

  /** The session may be another one. */
  renew(): void {
    const session = this.parts.session();
    const read = readSettings();
    // Off and on again begins anew: nobody who has turned suggestions off wants their answers kept in memory.
    const settings = JSON.stringify([read.inline, read.documents.enabled, this.parts.eagerness.revision]);
    if (this.running?.session === session && this.running?.settings === settings) return;
    this.running?.parts.dispose();
    this.generating.set(false);
    this.running = undefined;
    this.feature = undefined;
    if (!session) return;
    const parts = new DisposableStore();
    const feature = parts.add(inlineFeature(session, read, this.parts));
    parts.add(feature.onDidChangeBusy(now => this.generating.set(now)));
    this.feature = feature;
    this.running = { session, settings, parts };
  }

  dispose(): void {
    this.running?.parts.dispose();
    this.store.dispose();
  }
}
