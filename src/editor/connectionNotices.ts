import * as vscode from 'vscode';
import type { Disposable } from '../common/disposable';
import type { WireError } from '../protocol/errors';
import type { Session, SessionState } from '../session/session';
import { connectionAdvice, type AdviceAction } from './connectionAdvice';
import type { Endpoint } from './endpoint';

/** Failed attempts in a row before a connection that is being retried is worth a message. */
const patience = 3;

/**
 * Tells the person once when the connection does not work, and not again until it has worked in between: one
 * message with a way to fix it, never a loop of them.
 */
export function connectionNotices(
  session: Session,
  endpoint: Endpoint,
  act: (action: AdviceAction) => void,
): Disposable {
  let told = false;
  let failures = 0;
  return session.onDidChangeState((state: SessionState) => {
    if (state.kind === 'ready') {
      told = false;
      failures = 0;
    } else if (state.kind === 'waiting') {
      failures++;
      if (failures >= patience) tell(state.error);
    } else if (state.kind === 'refused') {
      tell(state.error);
    }
  });

  function tell(error: WireError): void {
    if (told) return;
    told = true;
    const { message, actions } = connectionAdvice(error, endpoint);
    void vscode.window.showErrorMessage(message, ...actions).then(action => {
      if (action) act(action);
    });
  }
}
