import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../common/disposable';
import type { Spoken } from '../../spoken';
import { beginCommands, type BeginCommandParts } from './beginCommands';
import type { EditSession } from '../live/editSession';
import { EditsAtHand } from './editsAtHand';
import { JustEnded } from './justEnded';
import type { OriginalDocuments } from '../view/originalDocuments';
import { reviewCommands, type AcceptedHunks } from './reviewCommands';

/** What the commands work with. */
export interface EditCommandParts extends BeginCommandParts {
  readonly originals: OriginalDocuments;
  readonly accepted: AcceptedHunks;
  readonly spoken: Spoken;
}

/** Registers the commands of the edits. */
export function editCommands(parts: EditCommandParts): Disposable {
  const store = new DisposableStore();
  const justEnded = new JustEnded<EditSession>(parts.clock);
  store.add(parts.registry.onDidEnd(({ edit, outcome }) => justEnded.ended(edit, outcome)));
  const atHand = new EditsAtHand(parts.registry, justEnded);
  const table = {
    ...beginCommands(parts, atHand),
    ...reviewCommands(parts.registry, atHand, parts.originals, parts.accepted, parts.spoken),
  };
  for (const [name, run] of Object.entries(table)) {
    store.add(vscode.commands.registerCommand(`codexSpark.${name}`, run));
  }
  return store;
}
