import { t } from '../common/l10n';
import type { SessionState } from '../session/session';
import type { EndpointState } from './messages';
import { chatErrorOf } from './model/chatErrors';

/** What the page shows of the endpoint. */
export function endpointState(name: string, state: SessionState | undefined): EndpointState {
  const good = { name, actions: [] };
  switch (state?.kind) {
    case 'ready':
      return { ...good, level: 'good', word: t('connected') };
    case 'idle':
      return { ...good, level: 'good', word: t('connects when needed') };
    case 'connecting':
      return { ...good, level: 'busy', word: t('connecting') };
    case 'waiting':
    case 'refused': {
      const { message, advice } = chatErrorOf(state.error);
      const actions =
        state.error.kind === 'auth'
          ? (['setKey', 'openSettings'] as const)
          : (['reconnect', 'diagnose', 'openSettings'] as const);
      const word = state.kind === 'waiting' ? t('not connected, trying again') : t('refused');
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
        name: name || t('no endpoint'),
        level: 'bad',
        word: t('the endpoint setting cannot be used'),
        actions: ['openSettings'],
      };
  }
}
