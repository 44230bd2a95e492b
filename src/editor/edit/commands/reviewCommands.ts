import * as vscode from 'vscode';
import { t } from '../../../common/l10n';
import type { EditRegistry } from '../live/editRegistry';
import type { EditSession } from '../live/editSession';
import type { Spoken } from '../../spoken';
import type { EditsAtHand, FoundHunk } from './editsAtHand';
import { changeBeyond, reveal } from './hunkNavigation';
import type { OriginalDocuments } from '../view/originalDocuments';
import { hunkWords } from '../view/editWords';
import { tell } from './tell';
import { hunksOfReview } from '../../../diff/review/review';

/** Commands by name, without `codexSpark.`. */
export type CommandTable = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Is told which changes were accepted and where they stand, in UTF-16 code units. */
export type AcceptedHunks = (
  document: vscode.TextDocument,
  ranges: readonly { readonly start: number; readonly end: number }[],
) => void;

/** Deciding on changes, going through them, and looking at what was there before. */
export function reviewCommands(
  registry: EditRegistry,
  atHand: EditsAtHand,
  originals: OriginalDocuments,
  accepted: AcceptedHunks,
  spoken: Spoken,
): CommandTable {
  const rejectAll = async (edits: readonly EditSession[]): Promise<void> => {
    const held: EditSession[] = [];
    for (const edit of edits) if ((await edit.rejectAll()).length > 0) held.push(edit);
    if (held.length > 0 && (await confirmEdited())) for (const edit of held) await edit.rejectAll(true);
  };
  // Also what the keys do that decide, away from every change: pressed again they decide on one that was seen.
  const go = async (forwards: boolean): Promise<void> => {
    const found = changeBeyond(registry, forwards);
    if (!found) return tell(t('There is no change to review.'));
    await reveal(found);
    if (spoken.isOn) spoken.say(placeInWords(registry, found));
  };
  return {
    acceptHunk: async (...args) => {
      const found = atHand.toDecide(args);
      if (!found) return go(true);
      const { document } = found.edit;
      found.edit.accept(found.hunk.id);
      accepted(document, [found.hunk]);
    },
    rejectHunk: async (...args) => {
      const found = atHand.toDecide(args);
      if (!found) return go(true);
      const held = await found.edit.reject(found.hunk.id);
      if (held.length > 0 && (await confirmEdited())) await found.edit.reject(found.hunk.id, true);
    },
    acceptAll: (...args) => {
      for (const edit of atHand.open(args)) {
        const hunks = hunksOfReview(edit.review);
        edit.acceptAll();
        accepted(edit.document, hunks);
      }
    },
    rejectAll: (...args) => rejectAll(atHand.open(args)),
    acceptEverything: () => {
      for (const edit of registry.all) edit.acceptAll();
    },
    rejectEverything: () => rejectAll(registry.all),
    nextHunk: () => go(true),
    previousHunk: () => go(false),
    goToHunk: async (...args) => {
      const found = atHand.hunk(args);
      if (found) await reveal(found);
    },
    peekRemoved: async (...args) => {
      const found = atHand.hunk(args);
      if (found) await originals.peek(found.edit.document, found.hunk);
    },
    showDiff: async (...args) => {
      const document = atHand.byId(args)?.document ?? vscode.window.activeTextEditor?.document;
      if (document) await originals.showDiff(document);
    },
  };
}

/** Which of the changes of its document a change is, and what it does. */
function placeInWords(registry: EditRegistry, { edit, hunk }: FoundHunk): string {
  const starts = registry
    .of(edit.document)
    .flatMap(({ review }) => hunksOfReview(review).map(({ start }) => start));
  return hunkWords(hunk, starts.filter(start => start <= hunk.start).length, starts.length);
}

async function confirmEdited(): Promise<boolean> {
  const choice = await vscode.window.showWarningMessage(
    t(
      'Codex Spark: you have changed lines of this rewrite. Rejecting them takes back what you typed there too.',
    ),
    t('Reject Anyway'),
  );
  return choice !== undefined;
}
