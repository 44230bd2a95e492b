import type { ConversationSummary, PageMessage } from '../../chat/messages';
import { t } from '../../common/l10n';
import { element } from '../element';
import { isComposing } from './composer/keys';
import { iconButton, textButton } from './controls';
import { focusedRow, focusRow } from './focus';
import { visible } from './markdown/visible';
import { since } from './since';
import { toolbar } from './toolbar';

/** The list of conversations, over the transcript while it is open. */
export interface ConversationsView {
  readonly node: HTMLElement;
  toggle(): void;
  close(): void;
  update(request: number | undefined, current: string, list: readonly ConversationSummary[]): void;
}

/**
 * @param closed called when the list goes away while it has the focus, to give that back
 * @param opener the button that opens and closes it
 */
export function conversationsView(
  post: (message: PageMessage) => void,
  closed: () => void,
  opener: HTMLElement,
): ConversationsView {
  const field = element('input', {
    class: 'edit-field',
    placeholder: t('Search conversations'),
    dir: 'auto',
    'aria-label': t('Search conversations'),
  });
  const list = element('ul', { 'aria-label': t('Conversations') });
  const deleteAll = textButton({ label: t('Delete All'), icon: 'trash', secondary: true }, () =>
    post({ type: 'deleteAllConversations' }),
  );
  const node = element(
    'section',
    { class: 'conversations', role: 'dialog', 'aria-label': t('Conversations') },
    field,
    list,
    element('div', { class: 'conversations-foot' }, deleteAll),
  );
  node.hidden = true;
  opener.setAttribute('aria-haspopup', 'dialog');
  opener.setAttribute('aria-expanded', 'false');
  let requests = 0;
  let current = '';
  let shown: readonly ConversationSummary[] = [];
  let renaming: string | undefined;

  const ask = (): void =>
    post({ type: 'listConversations', request: ++requests, query: field.value.slice(0, 200) });
  const hide = (): void => {
    node.hidden = true;
    renaming = undefined;
    opener.setAttribute('aria-expanded', 'false');
  };
  const close = (): void => {
    if (node.hidden) return;
    hide();
    closed();
  };
  const rows = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('.open')];
  const rename = (id: string): void => {
    renaming = id;
    draw();
    list.querySelector('input')?.select();
  };

  const row = (conversation: ConversationSummary): HTMLElement => {
    const { id, title, excerpt, busy, messages, updatedAt } = conversation;
    if (renaming === id) return nameEditor(conversation);
    const count = messages === 1 ? t('1 message') : t('{0} messages', messages);
    const meta = `${busy ? `${t('answering now')} · ` : ''}${since(updatedAt, Date.now())} · ${count}`;
    const open = element(
      'button',
      { type: 'button', class: 'open', ...(id === current ? { 'aria-current': 'true' } : {}) },
      element('span', { class: 'title', dir: 'auto' }, visible(title)),
      element('span', { class: 'meta' }, meta),
      ...(excerpt ? [element('span', { class: 'excerpt', dir: 'auto' }, visible(excerpt))] : []),
    );
    open.addEventListener('click', () => {
      post({ type: 'openConversation', id });
      close();
    });
    open.addEventListener('keydown', event => {
      if (event.key === 'F2') rename(id);
      else if (event.key === 'Delete') post({ type: 'deleteConversation', id });
      else return;
      event.preventDefault();
    });
    return element(
      'li',
      { 'data-id': id },
      open,
      toolbar(
        visible(title),
        'row-actions',
        iconButton('edit', t('Rename (F2)'), () => rename(id)),
        iconButton('export', t('Export to Markdown'), () => post({ type: 'exportConversation', id })),
        iconButton('trash', t('Delete (Delete)'), () => post({ type: 'deleteConversation', id })),
      ),
    );
  };

  const nameEditor = ({ id, title }: ConversationSummary): HTMLElement => {
    const input = element('input', {
      type: 'text',
      dir: 'auto',
      class: 'edit-field',
      'aria-label': t('Title'),
      maxlength: '200',
    });
    input.value = title;
    const leave = (save: boolean): void => {
      if (renaming !== id) return;
      renaming = undefined;
      const next = input.value.trim();
      if (save && next && next !== title) post({ type: 'renameConversation', id, title: next });
      draw();
      rows()[shown.findIndex(conversation => conversation.id === id)]?.focus();
    };
    input.addEventListener('keydown', event => {
      event.stopPropagation();
      if (isComposing(event)) return;
      if (event.key === 'Enter') leave(true);
      else if (event.key === 'Escape') leave(false);
      else return;
      event.preventDefault();
    });
    input.addEventListener('blur', () => leave(true));
    return element('li', { 'data-id': id }, input);
  };

  const draw = (): void => {
    const focused = focusedRow(list);
    list.replaceChildren(...shown.map(row));
    if (shown.length === 0) {
      list.append(
        element('li', { class: 'nothing' }, field.value ? t('Nothing found.') : t('No conversations yet.')),
      );
    }
    deleteAll.hidden = shown.length === 0 || field.value !== '';
    if (focused && renaming === undefined && !focusRow(list, focused)) field.focus();
  };

  field.addEventListener('input', ask);
  // Where the focus has gone is below the list.
  node.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !node.contains(relatedTarget) && relatedTarget !== opener) hide();
  });
  node.addEventListener('keydown', event => {
    if (isComposing(event)) return;
    const all = rows();
    const at = all.findIndex(row => row === document.activeElement);
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown') all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') (all[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    node,
    close,
    toggle() {
      if (!node.hidden) return close();
      node.hidden = false;
      opener.setAttribute('aria-expanded', 'true');
      field.value = '';
      draw();
      ask();
      field.focus();
    },
    update(request, active, conversations) {
      if (request !== undefined && request !== requests) return;
      // By itself the host lists all; while a search is on, the answer to that is what counts.
      if (request === undefined && field.value !== '') return node.hidden ? undefined : ask();
      current = active;
      shown = conversations;
      if (!node.hidden && renaming === undefined) draw();
    },
  };
}
