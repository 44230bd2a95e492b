import type { AttachedName } from '../../../chat/messages';

import { element } from '../../element';
import { contextIcon } from '../composer/contextIcon';
import { icon } from '../icons';
import { visible } from '../markdown/visible';

/** What was attached to something the user said, by name; nothing where nothing was. @param listLabel for screen readers */
export function attachedNames(context: readonly AttachedName[] = [], listLabel: string): HTMLElement[] {
  if (context.length === 0) return [];
  const names = context.map(({ kind, label, detail }) =>
    element(
      'li',
      { title: visible(detail ?? label) },
      icon(contextIcon[kind]),
      element('span', {}, visible(label)),
    ),
  );
  return [element('ul', { class: 'attached', 'aria-label': listLabel }, ...names)];
}
