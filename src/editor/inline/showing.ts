import * as vscode from 'vscode';
import type { Log } from '../../common/log';
import type { CursorSnapshot } from '../../completion/snapshot';
import { askAgain } from './askAgain';
import type { InlineRegistration } from './inlineRegistration';
import { stillAt } from './stillAt';
import type { VisibleProbe } from './visibleProbe';

/** What it takes to look whether a suggestion is on screen. */
export interface ShowingParts {
  readonly registration: () => Pick<InlineRegistration, 'askAnew' | 'askOnce'>;
  readonly probe: VisibleProbe;
  readonly log: Log;
}

/**
 * Finds out whether the suggestion that was handed out for a place is on screen, and has VS Code take the one that there
 * is by now when it is. One that was dismissed does not come back. No other extension is asked for anything.
 *
 * Asked as if something was typed, VS Code (seen in 1.139) puts a longer text in the place of the shorter one. Asked
 * explicitly it keeps both, the shorter one first, and falls back to that at the next key.
 *
 * @returns whether it is on screen; undefined when the cursor has left the place, or that did not come out
 */
export async function showAnew(place: CursorSnapshot, parts: ShowingParts): Promise<boolean | undefined> {
  const version = vscode.window.activeTextEditor?.document.version;
  if (!stillAt(place) || version === undefined) return undefined;
  const registration = parts.registration();
  const askAnew = async (): Promise<void> => {
    if (stillAt(place)) await registration.askAnew();
  };
  const visible = await parts.probe.isVisible(
    { place, version },
    {
      askOnce: () => registration.askOnce(),
      askAnew,
      showNext: () => askAgain(parts.log, 'editor.action.inlineSuggest.showNext'),
    },
  );
  if (!stillAt(place)) return undefined;
  if (visible) await registration.askAnew();
  return visible;
}
