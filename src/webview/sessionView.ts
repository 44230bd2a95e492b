import type { PageMessage, SessionPicture } from '../editor/sessionView/messages';
import { element } from './element';
import { timeline } from './timeline';

type Command = Extract<PageMessage, { type: 'command' }>['command'];

/** The session view inside its page. */
export interface SessionView {
  /** Draws a new picture in place of the one before. */
  update(picture: SessionPicture): void;
}

/** Draws the session view into `root`. */
export function renderSession(root: HTMLElement, run: (command: Command) => void): SessionView {
  const button = (label: string, command: Command): HTMLButtonElement => {
    const node = element('button', { type: 'button' }, label);
    node.addEventListener('click', () => run(command));
    return node;
  };
  const head = element('div', { class: 'head' });
  const abilities = element('ul', { class: 'abilities', 'aria-label': 'What the endpoint can do' });
  const figures = element('dl', { class: 'figures' });
  const turns = element('section', { class: 'turns', 'aria-label': 'Latest turns' });
  root.replaceChildren(
    element(
      'header',
      {},
      head,
      element(
        'div',
        { class: 'buttons' },
        button('Test Connection', 'diagnose'),
        button('Reconnect', 'reconnect'),
        button('Copy Report', 'copyReport'),
        button('Show Log', 'showLog'),
      ),
    ),
    abilities,
    figures,
    turns,
  );

  return {
    update(picture) {
      const { state } = picture;
      head.replaceChildren(
        element('h1', {}, picture.endpoint),
        element('p', { class: `state ${state.level}`, role: 'status' }, state.word),
        ...(state.detail ? [element('p', { class: 'detail' }, state.detail)] : []),
      );
      abilities.replaceChildren(
        ...picture.abilities.map(({ name, able }) =>
          element('li', { class: able ? 'able' : 'unable' }, `${able ? '✓' : '–'} ${name}`),
        ),
      );
      figures.replaceChildren(
        ...picture.figures.map(({ label, value, detail }) =>
          element(
            'div',
            {},
            element('dt', {}, label),
            element('dd', { class: 'value' }, value),
            element('dd', { class: 'small' }, detail),
          ),
        ),
      );
      turns.replaceChildren(...timeline(picture.turns));
    },
  };
}
