import type { Suggestion } from '../../chat/messages';
import { element } from '../element';
import { icon } from './icons';
import { visible } from './markdown/visible';

/** What an empty conversation shows: what this is, how to steer it, and ways to begin. */
export function emptyView(
  suggestions: readonly Suggestion[],
  choose: (suggestion: Suggestion) => void,
): HTMLElement {
  const keys: readonly (readonly [string, string])[] = [
    ['⏎', 'sends; while an answer runs it redirects it'],
    ['Alt+⏎', 'queues a message for after the answer'],
    ['Esc', 'stops and keeps what is there'],
    ['@', 'adds a file, a symbol, problems or changes'],
    ['Shift', 'held while you drag files here adds them'],
  ];
  return element(
    'div',
    { class: 'empty' },
    icon('sparkle'),
    element('h2', {}, 'Ask, and change its course while it speaks'),
    element(
      'ul',
      { class: 'suggestions', 'aria-label': 'Suggestions' },
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
