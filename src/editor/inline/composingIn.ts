import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { Disposable } from '../../common/disposable';
import { Composing } from './composing';

/** Watches the active editor for text that an input method composes. */
export function composingIn(clock: Clock): Disposable & Pick<Composing, 'now' | 'pause'> {
  const composing = new Composing(clock);
  const listener = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    if (!change || vscode.window.activeTextEditor?.document !== document) return;
    composing.changed({ offset: change.rangeOffset, removed: change.rangeLength, text: change.text });
  });
  return {
    get now() {
      return composing.now;
    },
    pause: signal => composing.pause(signal),
    dispose: () => void listener.dispose(),
  };
}
