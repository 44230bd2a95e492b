import '@vscode-elements/elements/dist/vscode-button/index.js';
import { element } from '../element';
import { icon, type IconName } from './icons';

/** A button that shows an icon only. Its label is its tooltip and what a screen reader says. */
export function iconButton(name: IconName, label: string, run: () => void): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: 'icon-button',
    'aria-label': label,
    title: label,
  });
  button.append(icon(name));
  button.addEventListener('click', event => {
    event.stopPropagation();
    run();
  });
  return button;
}

/** A button of VS Code's look with a text, an icon and, if it has one, its key. */
export function textButton(
  options: {
    readonly label: string;
    readonly icon?: IconName;
    readonly key?: string;
    readonly secondary?: boolean;
  },
  run: () => void,
): HTMLElement {
  const button = document.createElement('vscode-button');
  if (options.secondary) button.setAttribute('secondary', '');
  if (options.icon) button.append(icon(options.icon));
  button.append(element('span', {}, options.label));
  if (options.key) {
    button.append(element('kbd', { 'aria-hidden': 'true' }, options.key));
    button.setAttribute('title', `${options.label} (${options.key})`);
  }
  button.addEventListener('click', run);
  return button;
}
