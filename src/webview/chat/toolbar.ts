import { element } from '../element';

/**
 * A row of buttons that is one stop of the Tab key; the arrows, Home and End walk in it (the toolbar pattern of the ARIA
 * authoring practices). What is no button may stand between them.
 */
export function toolbar(label: string, className: string, ...children: readonly Node[]): HTMLElement {
  const node = element('span', { class: className, role: 'toolbar', 'aria-label': label }, ...children);
  const buttons = (): HTMLButtonElement[] =>
    [...node.querySelectorAll('button')].filter(button => !button.disabled);
  const stopAt = (stop: HTMLButtonElement | undefined): void => {
    for (const button of node.querySelectorAll('button')) button.tabIndex = button === stop ? 0 : -1;
  };
  stopAt(buttons()[0]);
  node.addEventListener('focusin', event => {
    if (event.target instanceof HTMLButtonElement) stopAt(event.target);
  });
  node.addEventListener('keydown', event => {
    const all = buttons();
    const at = all.findIndex(button => button === event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[(to + all.length) % all.length]?.focus();
  });
  return node;
}
