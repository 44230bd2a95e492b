import type * as vscode from 'vscode';
import type { CursorSnapshot } from '../../completion/snapshot';
import { snapshotAt } from '../document/documentSnapshot';
import type { Eagerness } from '../eagerness';

/** Places where suggestions may be asked for, with what their document's settings say of them. */
export interface InlinePlaces {
  /** As `snapshotAt`. */
  placeAt(document: vscode.TextDocument, position: vscode.Position): CursorSnapshot | undefined;
  /** Whether suggestions of a document are asked for by hand only. */
  byHand(document: vscode.TextDocument): boolean;
}

/** The places as the settings have them now. */
export function inlinePlaces(eagerness: Pick<Eagerness, 'modeOf' | 'oneLine'>): InlinePlaces {
  return {
    placeAt(document, position) {
      const place = snapshotAt(document, position);
      return place && eagerness.oneLine(document) ? { ...place, oneLine: true } : place;
    },
    byHand: document => eagerness.modeOf(document) === 'onDemand',
  };
}
