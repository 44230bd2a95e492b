import type { MentionItem } from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { icon } from '../icons';
import { visible } from '../markdown/visible';
import { contextIcon } from './contextIcon';
import { mentionQuery, withMention, type MentionQuery } from './mentionQuery';

/** What the popup needs. */
export interface MentionPopupParts {
  readonly field: HTMLTextAreaElement;
  /** Asks for what fits to a query; the answer comes through `show`. */
  readonly ask: (query: string) => number;
  readonly choose: (item: MentionItem) => void;
  /** The text of the field was changed by the popup. */
  readonly changed: () => void;
}

/** The completion after `@`: a listbox steered from the input, which keeps the focus. */
export interface MentionPopup {
  readonly node: HTMLElement;
  /** The text or the cursor has changed. */
  update(): void;
  /** What the extension found; late answers are ignored. */
  show(request: number, items: readonly MentionItem[]): void;
  /** Handles a key; returns whether it was for the popup. */
  key(key: string): boolean;
  close(): void;
}

export function mentionPopup({ field, ask, choose, changed }: MentionPopupParts): MentionPopup {
  const node = element('div', {
    class: 'mentions',
    role: 'listbox',
    id: 'mentions',
    'aria-label': t('Context to add'),
  });
  let asked: number | undefined;
  let query: MentionQuery | undefined;
  let items: readonly MentionItem[] = [];
  let active = 0;
  node.hidden = true;

  const close = (): void => {
    asked = query = undefined;
    items = [];
    node.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };

  const mark = (): void => {
    for (const [i, row] of [...node.children].entries()) {
      row.setAttribute('aria-selected', String(i === active));
      if (i === active) row.scrollIntoView({ block: 'nearest' });
    }
    field.setAttribute('aria-activedescendant', `mention-${active}`);
  };

  const take = (item: MentionItem | undefined): void => {
    if (!item || !query) return close();
    const next = withMention(field.value, query, item.insert ?? item.label, item.insert !== undefined);
    field.value = next.text;
    field.setSelectionRange(next.caret, next.caret);
    if (item.insert === undefined) {
      choose(item);
      close();
    }
    field.focus();
    changed();
  };

  return {
    node,
    close,
    update() {
      const next =
        field.selectionStart === field.selectionEnd
          ? mentionQuery(field.value, field.selectionStart)
          : undefined;
      if (!next) return close();
      if (next.from === query?.from && next.query === query.query) return;
      query = next;
      asked = ask(next.query);
    },
    show(request, found) {
      if (request !== asked || !query) return;
      items = found;
      active = 0;
      node.hidden = found.length === 0;
      field.setAttribute('aria-expanded', String(found.length > 0));
      node.replaceChildren(
        ...found.map((item, i) => {
          const row = element(
            'div',
            { role: 'option', id: `mention-${i}`, title: visible(item.detail ?? item.label) },
            icon(contextIcon[item.kind]),
            element('span', { class: 'label' }, visible(item.label)),
            element('span', { class: 'detail' }, visible(item.detail ?? '')),
          );
          // Before the field loses the focus.
          row.addEventListener('mousedown', event => {
            event.preventDefault();
            take(item);
          });
          return row;
        }),
      );
      if (found.length > 0) mark();
    },
    key(key) {
      if (node.hidden) return false;
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        active = (active + (key === 'ArrowDown' ? 1 : items.length - 1)) % items.length;
        mark();
      } else if (key === 'Enter' || key === 'Tab') take(items[active]);
      else if (key === 'Escape') close();
      else return false;
      return true;
    },
  };
}
