import type { SessionState } from '../session/session';
import type { EndpointState } from './messages';
import { chatErrorOf } from './model/chatErrors';

/** What the page shows of the endpoint. */
export function endpointState(name: string, state: SessionState | undefined): EndpointState {
  const good = { name, actions: [] };
  switch (state?.kind) {
    case 'ready':
      return { ...good, level: 'good', word: 'connected' };
    case 'idle':
      return { ...good, level: 'good', word: 'connects when needed' };
    case 'connecting':
      return { ...good, level: 'busy', word: 'connecting' };
    case 'waiting':
    case 'refused': {
      const { message, advice } = chatErrorOf(state.error);
      const actions =
        state.error.kind === 'auth'
          ? (['setKey', 'openSettings'] as const)
          : (['reconnect', 'diagnose', 'openSettings'] as const);
      const word = state.kind === 'waiting' ? 'not connected, trying again' : 'refused';
      return {
        name,
        level: 'bad',
        word,
        detail: [message, advice].filter(Boolean).join(' '),
        actions: [...actions],
      };
    }
    default:
      return {
        name: name || 'no endpoint',
        level: 'bad',
        word: 'the endpoint setting cannot be used',
        actions: ['openSettings'],
      };
  }
}
