import type * as vscode from 'vscode';
import type { FunctionCall } from '../../protocol/functionCall';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Lane } from '../../session/lane';
import type { Session } from '../../session/session';
import type { TurnRequest } from '../../session/turn';
import { chatErrorOf, noEndpoint } from '../model/chatErrors';
import type { ChatError } from '../messages';
import type { KnownPrefixes } from './knownPrefixes';

/** One question of VS Code's own chat, or of another extension. */
export interface Question extends Pick<TurnRequest, 'maxOutputTokens' | 'tools' | 'toolChoice'> {
  /** Turns of one lane go one after the other. */
  readonly lane: Lane;
  readonly instructions: string;
  /** The whole conversation. */
  readonly input: readonly ResponseInputItem[];
}

/**
 * Asks the session and hands the text on as it comes, and the calls at the end. Resolves at the end, and at once when
 * the token is cancelled.
 * @throws Error with words for the user when there is no answer, or not all of it; what `onCalls` throws
 */
export async function askSession(
  session: Session | undefined,
  { input, ...question }: Question,
  known: KnownPrefixes,
  onText: (text: string) => void,
  token: vscode.CancellationToken,
  /** Takes the calls; returns them as the input of the next question will hold them. */
  onCalls: (calls: readonly FunctionCall[]) => readonly ResponseInputItem[] = () => [],
): Promise<void> {
  if (!session) throw new Error(wordsOf(noEndpoint));
  if (token.isCancellationRequested) return;
  const turn = session.start({
    ...question,
    fullInput: () => input,
    ...known.increment(question.instructions, input),
  });
  const listener = token.onCancellationRequested(() => turn.cancel());
  try {
    for await (const text of turn.text) if (!token.isCancellationRequested) onText(text);
    const { status, text, calls = [], error, responseId } = await turn.done;
    if (status === 'failed' && error) throw new Error(wordsOf(chatErrorOf(error)));
    if (status !== 'completed') return;
    const said: ResponseInputItem[] = text === '' ? [] : [{ role: 'assistant', content: text }];
    const answer = [...said, ...onCalls(calls)];
    if (responseId !== undefined) known.remember(question.instructions, input, answer, responseId);
  } finally {
    listener.dispose();
  }
}

const wordsOf = ({ message, advice }: ChatError): string => [message, advice].filter(Boolean).join(' ');
