import type { Suggestion } from '../../chat/messages';
import { t } from '../../common/l10n';
import { element } from '../element';
import { icon } from './icons';
import { visible } from './markdown/visible';

/** What an empty conversation shows: what this is, how to steer it, and ways to begin. */
export function emptyView(
  suggestions: readonly Suggestion[],
  choose: (suggestion: Suggestion) => void,
): HTMLElement {
  const keys: readonly (readonly [string, string])[] = [
    ['⏎', t('sends, or redirects a running answer')],
    ['Alt+⏎', t('queues a message for after the answer')],
    ['Esc', t('stops and keeps what is there')],
    ['@', t('adds a file, a symbol, problems or changes')],
    ['⇧', t('held while you drag files here adds them')],
  ];
  return element(
    'div',
    { class: 'empty' },
    icon('sparkle'),
    element('h2', {}, t('Ask, and change its course while it speaks')),
    element(
      'ul',
      { class: 'suggestions', 'aria-label': t('Things to try') },
      ...suggestions.map(suggestion => {
        const button = element('button', { type: 'button' }, visible(suggestion.label));
        button.addEventListener('click', () => choose(suggestion));
        return element('li', {}, button);
      }),
    ),
    element(
      'dl',
      {},
      ...keys.map(([key, says]) =>
        element('div', {}, element('dt', {}, element('kbd', {}, key)), element('dd', {}, says)),
      ),
    ),
  );
}
