import type { AnswerItem, ChatState, HostMessage, UserItem } from '../../../src/chat/messages';

/** What the page shows of an empty conversation; with anything else as given. */
export const chatState = (given: Partial<ChatState> = {}): ChatState => ({
  conversation: { id: 'c1', title: 'A conversation' },
  items: [],
  olderItems: 0,
  queue: [],
  context: { chips: [], usedTokens: 0, budgetTokens: 32_000 },
  draft: '',
  settings: { liveRedirect: false, liveRedirectPauseMs: 300, wrapCode: false, showNumbers: true },
  endpoint: { name: 'spark-model', level: 'good', word: 'connected', actions: [] },
  suggestions: [{ label: 'Explain this file', prompt: 'Explain this file.', send: true }],
  ...given,
});

/** The message that makes the page show this. */
export const stateMessage = (given: Partial<ChatState> = {}): HostMessage => ({
  type: 'state',
  state: chatState(given),
});

export const answer = (text: string, given: Partial<AnswerItem> = {}): AnswerItem => ({
  kind: 'answer',
  id: 'a1',
  at: 1,
  parts: [{ text }],
  status: 'completed',
  ...given,
});

export const said = (text: string, given: Partial<UserItem> = {}): UserItem => ({
  kind: 'user',
  id: 'u1',
  text,
  at: 0,
  context: [],
  ...given,
});

/** An answer as it streams: begun, in pieces of this length (in UTF-16 units), ended. */
export function streamed(text: string, piece: number, id = 'a1'): HostMessage[] {
  const messages: HostMessage[] = [{ type: 'item', item: answer('', { id, status: 'waiting' }) }];
  for (let at = 0; at < text.length; at += piece) {
    messages.push({ type: 'delta', answer: id, part: 0, at, text: text.slice(at, at + piece) });
  }
  return [...messages, { type: 'ended', answer: id, status: 'completed' }];
}
