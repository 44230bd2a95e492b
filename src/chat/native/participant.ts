import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import type { ResponseInputItem } from '../../protocol/wire';
import type { Session } from '../../session/session';
import { filePiece, whenDecided, type Found, type SendPermission } from '../context/pieces';
import type { Attachment } from '../model/conversationRecord';
import { chatInstructions, promptOf } from '../model/modelInput';
import { askSession } from './askSession';
import { KnownPrefixes } from './knownPrefixes';

/** What the participant works with. */
export interface ParticipantParts {
  readonly session: () => Session | undefined;
  readonly permission: SendPermission;
  readonly clock: Clock;
}

/** What answers it, with as much of VS Code's objects as it needs. */
export type ParticipantHandler = (
  request: Pick<vscode.ChatRequest, 'prompt' | 'references'>,
  context: Pick<vscode.ChatContext, 'history'>,
  stream: Pick<vscode.ChatResponseStream, 'markdown' | 'progress'>,
  token: vscode.CancellationToken,
) => Promise<vscode.ChatResult>;

/** Answers `@spark` in VS Code's own chat, over the one session, whatever model is chosen there. */
export function participantHandler({ session, ...parts }: ParticipantParts): ParticipantHandler {
  const known = new KnownPrefixes();
  return async (request, { history }, stream, token) => {
    const attachments: Attachment[] = [];
    for (const reference of request.references) {
      const found = await pieceOf(reference, parts);
      if (found && 'piece' in found) attachments.push(found.piece);
      // What is not sent is said: the user believes otherwise that the model has read it.
      else if (found && 'why' in found) stream.progress(`${nameOf(reference)}: ${found.why}`);
    }
    const prompt = promptOf(request.prompt, attachments);
    const input: ResponseInputItem[] = [...historyOf(history), { role: 'user', content: prompt }];
    await askSession(
      session(),
      { lane: 'chat-participant', instructions: chatInstructions, input },
      known,
      text => stream.markdown(text),
      token,
    );
    return { metadata: { prompt } };
  };
}

/** What was said to the participant and what it answered, as it was sent then. */
function historyOf(turns: vscode.ChatContext['history']): ResponseInputItem[] {
  return turns.flatMap((turn, at): ResponseInputItem[] => {
    if (turn instanceof vscode.ChatRequestTurn) {
      const answer = turns[at + 1];
      const sent: unknown =
        answer instanceof vscode.ChatResponseTurn ? answer.result.metadata?.['prompt'] : undefined;
      return [{ role: 'user', content: typeof sent === 'string' ? sent : turn.prompt }];
    }
    const text = turn.response
      .map(part => (part instanceof vscode.ChatResponseMarkdownPart ? part.value.value : ''))
      .join('');
    return text === '' ? [] : [{ role: 'assistant', content: text }];
  });
}

async function pieceOf(
  { id, value }: vscode.ChatPromptReference,
  { permission, clock }: Omit<ParticipantParts, 'session'>,
): Promise<Found | undefined> {
  const uri = value instanceof vscode.Location ? value.uri : value;
  if (uri instanceof vscode.Uri) {
    await whenDecided(uri, permission, clock);
    return await filePiece(uri, permission, value instanceof vscode.Location ? value.range : undefined);
  }
  if (typeof value === 'string') return { piece: { kind: 'text', label: id.slice(0, 2_000), text: value } };
  return undefined;
}

function nameOf({ id, value }: vscode.ChatPromptReference): string {
  const uri = value instanceof vscode.Location ? value.uri : value;
  return uri instanceof vscode.Uri ? vscode.workspace.asRelativePath(uri, false) : id;
}
