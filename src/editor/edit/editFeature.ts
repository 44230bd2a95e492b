import type * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { DisposableStore, type Disposable } from '../../common/disposable';
import type { Event } from '../../common/emitter';
import type { OffsetRange } from '../../diff/offsetRange';
import type { TurnStarter } from '../../session/session';
import type { DocumentChanges } from '../document/documentChanges';
import type { Permission } from '../permission/permission';
import type { Spoken } from '../spoken';
import { applyCode, type ApplyRequest, type ApplyResult } from './commands/applyCode';
import type { AcceptedHunks } from './commands/reviewCommands';
import type { Explain } from './commands/beginCommands';
import { editCommands } from './commands/editCommands';
import { editContextKeys } from './view/editContextKeys';
import { editLenses } from './view/editLenses';
import { tellOutcome } from './commands/editOutcome';
import { maySend } from './commands/maySend';
import { EditRegistry } from './live/editRegistry';
import type { EditSession, EditTask } from './live/editSession';
import { editSpeech } from './view/editSpeech';
import { editStatus } from './view/editStatus';
import { hunkDecorations } from './view/hunkDecorations';
import { InstructionInput } from './commands/instructionInput';
import { modelAnswers } from './answers/modelAnswer';
import { originalDocuments } from './view/originalDocuments';
import { reviewTree } from './view/reviewTree';
import { saveGuard } from './live/saveGuard';

/** What the edits work with; all of it outlives them. */
export interface EditFeatureParts {
  /** The session as it is now; undefined while the settings cannot be used. */
  readonly session: () => TurnStarter | undefined;
  /** The session that merges code into files; undefined where no endpoint is chosen for it. */
  readonly applySession: () => TurnStarter | undefined;
  readonly permission: Permission;
  /** Remembers instructions. */
  readonly memory: vscode.Memento;
  /** Changes of a rewrite were accepted; where they stand, in UTF-16 code units. */
  readonly accepted: AcceptedHunks;
  readonly changes: DocumentChanges;
  readonly clock: Clock;
  readonly spoken: Spoken;
  /** Asks the chat. */
  readonly explain: Explain;
}

/** Rewriting code where it stands. */
export interface EditFeature extends Disposable {
  /** Puts code from elsewhere into a file as an edit to review: see `applyCode`. */
  apply(request: ApplyRequest, signal?: AbortSignal): Promise<ApplyResult>;
  /** Begins a rewrite that another session than that of the edits answers. */
  rewrite(
    document: vscode.TextDocument,
    region: OffsetRange,
    task: EditTask,
    session: () => TurnStarter | undefined,
  ): Promise<EditSession>;
  /** Whether an edit streams or waits for a decision, in any document; and that this may have changed. */
  readonly review: { readonly isOpen: () => boolean; readonly onDidChange: Event<unknown> };
}

/** Wires the edits to the editor. Everything ends with the returned disposable. */
export function editFeature({
  session,
  applySession,
  permission,
  memory,
  accepted,
  changes,
  clock,
  spoken,
  explain,
}: EditFeatureParts): EditFeature {
  const store = new DisposableStore();
  const model = modelAnswers(session);
  const registry = store.add(new EditRegistry({ model, changes, clock }));
  const originals = store.add(originalDocuments(registry));
  const input = new InstructionInput(memory);
  store.add(
    editCommands({ registry, session, originals, input, permission, clock, explain, accepted, spoken }),
  );
  store.add(saveGuard(registry, clock));
  store.add(hunkDecorations(registry, clock));
  store.add(editLenses(registry));
  store.add(editStatus(registry));
  store.add(editSpeech(registry, spoken));
  store.add(editContextKeys(registry));
  store.add(reviewTree(registry));
  store.add(registry.onDidEnd(({ edit, outcome }) => void tellOutcome(edit, outcome)));
  const merging = {
    session: applySession,
    maySend: (uri: vscode.Uri) => maySend({ permission, clock }, uri),
  };
  return {
    rewrite: (document, region, task, answering) =>
      registry.begin(document, region, task, modelAnswers(answering)),
    apply: (request, signal) => applyCode({ registry, model, clock, merging }, request, signal),
    review: {
      isOpen: () => registry.all.some(({ phase, openHunks }) => phase === 'streaming' || openHunks > 0),
      onDidChange: registry.onDidChange,
    },
    dispose: () => store.dispose(),
  };
}
