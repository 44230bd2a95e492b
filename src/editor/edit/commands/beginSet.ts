import * as vscode from 'vscode';
import { t } from '../../../common/l10n';
import type { UnplacedEdit } from '../../../diff/editSet';
import type { OffsetRange } from '../../../diff/offsetRange';
import type { TurnStarter } from '../../../session/session';
import { displayPath } from '../../document/documentSnapshot';
import type { EditRegistry } from '../live/editRegistry';
import type { EditTask } from '../live/editSession';
import { setAnswers } from '../answers/setAnswer';
import { SetTurn, type SetPart } from '../answers/setTurn';
import { readRange } from '../live/editorRange';

/** A file of a set, and what of it may be changed: ascending, without overlap. */
export interface SetTarget {
  readonly document: vscode.TextDocument;
  readonly ranges: readonly OffsetRange[];
}

/** More than this is not sent in one request, in UTF-16 code units. */
const mostCharacters = 600_000;

/**
 * Begins an edit of several places, in one file or several, with one question: in each file one edit, so one step of
 * undo. Resolves once all have begun; to a reason when there is too much.
 */
export async function beginSet(
  registry: EditRegistry,
  session: () => TurnStarter | undefined,
  targets: readonly SetTarget[],
  task: EditTask,
): Promise<string | undefined> {
  const files = targets.map(({ document, ranges }, index) => {
    const region = { start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? 0 };
    const parts = ranges.map(range => partOf(document, range, region, targets, index));
    return { document, region, parts, before: readRange(document, region) };
  });
  const parts = files.flatMap(file => file.parts);
  if (parts.reduce((sum, { text }) => sum + text.length, 0) > mostCharacters) {
    return t('That is more code than one request can hold. Choose fewer files.');
  }
  const now = session();
  const { instruction } = task;
  const shared: EditTask = targets.length > 1 ? { ...task, isSet: true } : task;
  const turn = now && new SetTurn(now, parts, instruction, tellUnplaced);
  for (const { document, region, parts: own, before } of files) {
    const source = setAnswers({ session, turn, before, parts: own, instruction, onUnplaced: tellUnplaced });
    await registry.begin(document, region, shared, source);
  }
  return undefined;
}

function partOf(
  document: vscode.TextDocument,
  range: OffsetRange,
  region: OffsetRange,
  targets: readonly SetTarget[],
  index: number,
): SetPart {
  const path = displayPath(document.uri);
  const twins = targets.slice(0, index).filter(({ document: { uri } }) => displayPath(uri) === path).length;
  const text = readRange(document, range);
  const isWhole = text.length === document.getText().length;
  const first = document.positionAt(range.start).line + 1;
  const lines = isWhole ? '' : `#L${first}-L${first + text.trimEnd().split('\n').length - 1}`;
  return {
    key: `${path}${twins === 0 ? '' : `~${twins + 1}`}${lines}`,
    languageId: document.languageId,
    text,
    offset: range.start - region.start,
  };
}

const reasons: Readonly<Record<UnplacedEdit['why'], string>> = {
  'no file': t('is for a file that was not sent'),
  missing: t('is for lines that are not there'),
  ambiguous: t('is for lines that occur more than once'),
  overlaps: t('is for lines that another edit changes'),
  'cut short': t('was cut short'),
};

/** Says what could not be done; the user can read it and copy from it. */
function tellUnplaced(unplaced: readonly UnplacedEdit[]): void {
  const [first] = unplaced;
  if (!first) return;
  const what =
    unplaced.length === 1
      ? t('One edit {0} ({1}), so it was left out.', reasons[first.why], first.path)
      : t('{0} edits have no place in the files, so they were left out.', unplaced.length);
  void vscode.window.showWarningMessage(`Codex Spark: ${what}`, t('Show')).then(async choice => {
    if (!choice) return;
    const content = unplaced
      .map(({ path, search, text, why }) =>
        [`${path}: ${reasons[why]}`, '<<<<<<< SEARCH', search, '=======', text, '>>>>>>> REPLACE', ''].join(
          '\n',
        ),
      )
      .join('\n');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
  });
}
