import type { EndpointState, PageMessage } from '../../chat/messages';
import { t } from '../../common/l10n';
import { element } from '../element';
import { iconButton } from './controls';
import { visible } from './markdown/visible';
import { helpButtons } from './transcript/help';

/** The line above the transcript: which conversation, which endpoint, a new conversation. */
export interface HeaderView {
  readonly node: HTMLElement;
  /** Says what is wrong with the endpoint, while something is. */
  readonly banner: HTMLElement;
  setTitle(title: string): void;
  setEndpoint(endpoint: EndpointState): void;
  /** Opens and closes the list of conversations. */
  readonly opener: HTMLElement;
}

export function headerView(post: (message: PageMessage) => void, toggleList: () => void): HeaderView {
  const title = element('h1', { dir: 'auto' });
  const endpoint = element('span', { class: 'endpoint', role: 'status' });
  const banner = element('div', { class: 'banner', role: 'alert' });
  banner.hidden = true;
  let shown = '';
  const opener = iconButton('history', t('Conversations'), toggleList);
  return {
    node: element(
      'header',
      { class: 'head' },
      opener,
      title,
      endpoint,
      iconButton('add', t('New conversation'), () => post({ type: 'newConversation' })),
    ),
    banner,
    opener,
    setTitle(text) {
      title.textContent = visible(text) || t('New conversation');
      title.title = title.textContent;
    },
    setEndpoint(state) {
      const { name, level, word, detail, actions } = state;
      // What says the same again is not read out again, and its buttons keep the focus.
      const said = JSON.stringify(state);
      if (said === shown) return;
      shown = said;
      endpoint.className = `endpoint ${level}`;
      endpoint.textContent = visible(name);
      endpoint.title = [word, detail]
        .filter(Boolean)
        .map(text => visible(text ?? ''))
        .join('\n');
      endpoint.setAttribute('aria-label', visible(`${name}: ${word}`));
      banner.hidden = level !== 'bad';
      banner.replaceChildren(
        element('p', { dir: 'auto' }, visible(detail ?? word)),
        ...(actions.length > 0 ? [helpButtons(actions, action => post({ type: 'help', action }))] : []),
      );
    },
  };
}
