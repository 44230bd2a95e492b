import * as vscode from 'vscode';
import { pressed } from '../buttons';
import type { EndpointConnection } from '../endpoints/endpointConnection';
import type { Connections } from '../endpoints/connections';
import { snapshotAt } from '../document/documentSnapshot';
import type { Eagerness } from '../eagerness';
import type { InlineHost } from './inlineHost';
import type { Permission } from '../permission/permission';
import { updateSetting } from '../settings';
import { actionWords, whyNot, type WhyAction, type WhyFacts } from './whyNot';

/** What the explanation is drawn from. */
export interface WhyParts {
  readonly permission: Permission;
  readonly eagerness: Pick<Eagerness, 'modeOf'>;
  readonly connections: Connections<EndpointConnection>;
  readonly inline: InlineHost;
}

/** Tells the user why there is no suggestion at the cursor, and does what they choose to do about it. */
export async function whyNoSuggestion(parts: WhyParts): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const { text, actions } = whyNot(factsAt(editor, parts));
  const action = await pressed(actions, actionWords, labels =>
    vscode.window.showInformationMessage(`Codex Spark: ${text}`, ...labels),
  );
  if (action) await act(action, editor?.document, parts);
}

function factsAt(
  editor: vscode.TextEditor | undefined,
  { permission, eagerness, connections, inline }: WhyParts,
): WhyFacts {
  const state = connections.of('inline')?.session.state;
  if (!editor) return { state, silent: false, place: undefined, outcome: { kind: 'unasked' } };
  const { document, selection, selections } = editor;
  const snapshot = snapshotAt(document, selection.active);
  const editorSettings = vscode.workspace.getConfiguration('editor', document);
  return {
    state,
    silent: inline.current?.silentIn(document) ?? false,
    place: {
      languageId: document.languageId,
      cursors: selections.length,
      hasSelection: !selection.isEmpty,
      lineTooLong: snapshot === undefined,
      inSnippet: inline.current?.inSnippet(document) ?? false,
      byHand: eagerness.modeOf(document) === 'onDemand',
      editorShows: editorSettings.get('inlineSuggest.enabled', true),
      off: permission.inlineOff(document),
    },
    outcome: (snapshot && inline.current?.outcomeAt(snapshot)) ?? { kind: 'unasked' },
  };
}

async function act(
  action: WhyAction,
  document: vscode.TextDocument | undefined,
  { permission, connections }: WhyParts,
): Promise<void> {
  const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
    vscode.commands.executeCommand(command, ...args);
  const actions: Readonly<Record<WhyAction, () => unknown>> = {
    'Turn On': () => updateSetting('inline.enabled', true),
    'Turn On for This Language': () => run('codexSpark.toggleLanguage'),
    'Turn On for Settings Files': () => updateSetting('inline.settingsFiles', true),
    'Turn On in the Editor': () =>
      vscode.workspace
        .getConfiguration('editor')
        .update('inlineSuggest.enabled', true, vscode.ConfigurationTarget.Global),
    'Open the Ignore File': async () => {
      const rule = document && permission.ignoredBy(document.uri);
      if (rule) await vscode.window.showTextDocument(rule.uri, { selection: rule.range });
    },
    'End the Snooze': () => run('editor.action.inlineSuggest.cancelSnooze'),
    'Test Connection': () => run('codexSpark.diagnose'),
    Reconnect: () => connections.of('inline')?.session.reconnect(),
    'Open Settings': () => run('workbench.action.openSettings', 'codexSpark.endpoint'),
    'Open Inline Settings': () => run('workbench.action.openSettings', 'codexSpark.inline'),
    'Ask Now': () => run('editor.action.inlineSuggest.trigger'),
    'Show Log': () => run('codexSpark.showLog'),
  };
  await actions[action]();
}
