import { t } from '../common/l10n';
import type { EndpointPicture, PageMessage, SessionPicture } from '../editor/sessionView/messages';
import { element } from './element';
import { timeline } from './timeline';

type Command = Extract<PageMessage, { type: 'command' }>['command'];

/** The session view inside its page. */
export interface SessionView {
  /** Draws a new picture in place of the one before. */
  update(picture: SessionPicture): void;
}

/** Draws the session view into `root`: one section for each endpoint in use. */
export function renderSession(root: HTMLElement, run: (command: Command) => void): SessionView {
  const button = (label: string, command: Command): HTMLButtonElement => {
    const node = element('button', { type: 'button' }, label);
    node.addEventListener('click', () => run(command));
    return node;
  };
  const buttons = element(
    'div',
    { class: 'buttons' },
    button(t('Connect a Model'), 'connectModel'),
    button(t('Test Connection'), 'diagnose'),
    button(t('Reconnect'), 'reconnect'),
    button(t('Copy Report'), 'copyReport'),
    button(t('Show Log'), 'showLog'),
  );
  const endpoints = element('div', {});
  root.replaceChildren(buttons, endpoints);

  return {
    update(picture) {
      endpoints.replaceChildren(
        ...(picture.endpoints.length > 0
          ? picture.endpoints.map(endpointSection)
          : [
              element(
                'p',
                { class: 'state bad', role: 'status' },
                t('The endpoint settings cannot be used.'),
              ),
            ]),
      );
    },
  };
}

function endpointSection(picture: EndpointPicture): HTMLElement {
  const { title, uses, state, server, abilities, figures, turns } = picture;
  return element(
    'section',
    { class: 'endpoint', 'aria-label': title },
    element(
      'header',
      { class: 'head' },
      element('h1', {}, title),
      ...(uses ? [element('p', { class: 'uses' }, uses)] : []),
      element('p', { class: `state ${state.level}`, role: 'status' }, state.word),
      ...(state.detail ? [element('p', { class: 'detail' }, state.detail)] : []),
      ...(server ? [element('p', { class: 'detail' }, server)] : []),
    ),
    element(
      'ul',
      { class: 'abilities', 'aria-label': t('What the endpoint can do') },
      ...abilities.map(({ name, able }) =>
        element('li', { class: able ? 'able' : 'unable' }, `${able ? '✓' : '–'} ${name}`),
      ),
    ),
    element(
      'dl',
      { class: 'figures' },
      ...figures.map(({ label, value, detail }) =>
        element(
          'div',
          {},
          element('dt', {}, label),
          element('dd', { class: 'value' }, value),
          element('dd', { class: 'small' }, detail),
        ),
      ),
    ),
    element('section', { class: 'turns', 'aria-label': t('Latest turns of {0}', title) }, ...timeline(turns)),
  );
}
