import type * as vscode from 'vscode';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Session } from '../../session/session';
import { chatErrorOf, noEndpoint } from '../model/chatErrors';
import type { ChatError } from '../messages';
import type { KnownPrefixes } from './knownPrefixes';

/** One question of VS Code's own chat, or of another extension. */
export interface Question {
  /** Turns of one lane go one after the other. */
  readonly lane: string;
  readonly instructions: string;
  /** The whole conversation. */
  readonly input: readonly ResponseInputItem[];
  readonly maxOutputTokens?: number;
}

/**
 * Asks the session and hands the text on as it comes. Resolves at the end, and at once when the token is cancelled.
 * @throws Error with words for the person when there is no answer, or not all of it
 */
export async function askSession(
  session: Session | undefined,
  { lane, instructions, input, maxOutputTokens }: Question,
  known: KnownPrefixes,
  onText: (text: string) => void,
  token: vscode.CancellationToken,
): Promise<void> {
  if (!session) throw new Error(wordsOf(noEndpoint));
  if (token.isCancellationRequested) return;
  const turn = session.start({
    ...{ lane, instructions, fullInput: () => input },
    ...known.increment(instructions, input),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  });
  const listener = token.onCancellationRequested(() => turn.cancel());
  try {
    for await (const text of turn.text) if (!token.isCancellationRequested) onText(text);
    const { status, text, error, responseId } = await turn.done;
    if (status === 'failed' && error) throw new Error(wordsOf(chatErrorOf(error)));
    if (status === 'completed' && responseId !== undefined)
      known.remember(instructions, input, text, responseId);
  } finally {
    listener.dispose();
  }
}

const wordsOf = ({ message, advice }: ChatError): string => [message, advice].filter(Boolean).join(' ');
