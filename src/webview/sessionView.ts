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
  /** What is on screen: a section that says the same again stays, with what is selected or read in it. */
  let shown: readonly { readonly said: string; readonly node: HTMLElement }[] = [];
  /** For screen readers: how the endpoints are, read out when that changes and not with every turn. */
  const states = element('p', { class: 'said-aloud', role: 'status' });
  // The tab has the title for eyes.
  root.replaceChildren(
    element('h1', { class: 'said-aloud' }, t('Codex Spark Session')),
    buttons,
    endpoints,
    states,
  );

  return {
    update(picture) {
      const before = shown;
      shown = picture.endpoints.map((endpoint, i) => {
        const said = JSON.stringify(endpoint);
        const same = before[i]?.said === said ? before[i] : undefined;
        return same ?? { said, node: endpointSection(endpoint) };
      });
      if (picture.endpoints.length === 0) {
        endpoints.replaceChildren(
          element('p', { class: 'state bad' }, t('The endpoint settings cannot be used.')),
        );
      } else if (shown.length !== before.length) {
        endpoints.replaceChildren(...shown.map(({ node }) => node));
      } else {
        for (const [i, { node }] of shown.entries())
          if (node !== before[i]?.node) before[i]?.node.replaceWith(node);
      }
      const words = picture.endpoints.map(({ title, state }) => `${title}: ${state.word}`).join('. ');
      if (states.textContent !== words) states.textContent = words;
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
      element('h2', {}, title),
      ...(uses ? [element('p', { class: 'uses' }, uses)] : []),
      element('p', { class: `state ${state.level}` }, state.word),
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
