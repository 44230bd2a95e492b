import { limits, type PageMessage, type QueuedMessage } from '../../chat/messages';
import { t } from '../../common/l10n';
import { element } from '../element';
import { isComposing } from './composer/keys';
import { iconButton } from './controls';
import { focusedRow, focusRow } from './focus';
import { toolbar } from './toolbar';

/** The messages that wait for the end of the running answer: edited, reordered and dropped in place. */
export interface QueueView {
  readonly node: HTMLElement;
  update(queue: readonly QueuedMessage[]): void;
  /** Whether an answer runs, which a message that is sent now would redirect. */
  setAnswering(answering: boolean): void;
}

export function queueView(post: (message: PageMessage) => void): QueueView {
  const title = element('h2', {}, t('Queued'));
  const list = element('ol', {});
  const node = element('section', { class: 'queue', 'aria-label': t('Queued messages') }, title, list);
  node.hidden = true;
  let editing: string | undefined;
  let queue: readonly QueuedMessage[] = [];
  let answering = false;

  const row = ({ id, text }: QueuedMessage, at: number): HTMLElement => {
    if (editing === id) return editor(id, text);
    const said = element('span', { class: 'queued-text', dir: 'auto' }, text);
    const up = iconButton('chevronUp', t('Move up (Alt+Up)'), () =>
      post({ type: 'moveQueued', id, to: at - 1 }),
    );
    const down = iconButton('chevronDown', t('Move down (Alt+Down)'), () =>
      post({ type: 'moveQueued', id, to: at + 1 }),
    );
    up.disabled = at === 0;
    down.disabled = at === queue.length - 1;
    const item = element(
      'li',
      {
        tabindex: '0',
        draggable: 'true',
        'data-id': id,
        'aria-label': t('{0} of {1}: {2}', at + 1, queue.length, text),
      },
      said,
      toolbar(
        t('Queued message'),
        'row-actions',
        iconButton(
          answering ? 'branch' : 'send',
          answering ? t('Redirect with it now') : t('Send it now'),
          () => post({ type: 'sendQueued', id }),
        ),
        iconButton('edit', t('Edit (F2)'), () => edit(id)),
        up,
        down,
        iconButton('trash', t('Drop (Delete)'), () => post({ type: 'dropQueued', id })),
      ),
    );
    item.addEventListener('keydown', event => {
      if (event.target !== item) return;
      if (event.altKey && event.key === 'ArrowUp' && at > 0) post({ type: 'moveQueued', id, to: at - 1 });
      else if (event.altKey && event.key === 'ArrowDown' && at < queue.length - 1) {
        post({ type: 'moveQueued', id, to: at + 1 });
      } else if (event.key === 'Delete') post({ type: 'dropQueued', id });
      else if (event.key === 'F2' || event.key === 'Enter') edit(id);
      else if (event.key === 'ArrowUp') focusAt(at - 1);
      else if (event.key === 'ArrowDown') focusAt(at + 1);
      else return;
      event.preventDefault();
    });
    item.addEventListener('dragstart', event => event.dataTransfer?.setData('application/x-queued', id));
    item.addEventListener('dragover', event => {
      if (event.dataTransfer?.types.includes('application/x-queued')) event.preventDefault();
    });
    item.addEventListener('drop', event => {
      const moved = event.dataTransfer?.getData('application/x-queued');
      if (!moved || moved === id) return;
      event.preventDefault();
      post({ type: 'moveQueued', id: moved, to: at });
    });
    return item;
  };

  const editor = (id: string, text: string): HTMLElement => {
    const field = element('textarea', {
      class: 'edit-field',
      rows: '2',
      dir: 'auto',
      'aria-label': t('Edit queued message'),
      maxlength: String(limits.message),
    });
    field.value = text;
    const leave = (save: boolean): void => {
      if (editing !== id) return;
      editing = undefined;
      const changed = field.value.trim();
      if (save && changed === '') post({ type: 'dropQueued', id });
      else if (save && changed !== text) post({ type: 'editQueued', id, text: changed });
      draw(id);
    };
    field.addEventListener('keydown', event => {
      event.stopPropagation();
      if (isComposing(event)) return;
      if (event.key === 'Escape') leave(false);
      else if (event.key === 'Enter' && !event.shiftKey) leave(true);
      else return;
      event.preventDefault();
    });
    field.addEventListener('blur', () => leave(true));
    return element('li', { 'data-id': id }, field);
  };

  const edit = (id: string): void => {
    editing = id;
    draw();
    list.querySelector('textarea')?.focus();
  };
  const rows = (): HTMLElement[] => [...list.querySelectorAll('li')];
  const focusAt = (at: number): void => rows()[at]?.focus();

  /** Draws all; the focus stays where it was, or goes to the message `edited`. */
  const draw = (edited?: string): void => {
    const at = rows().findIndex(node => node.dataset['id'] === edited);
    const focused = edited === undefined ? focusedRow(list) : { id: edited, at, control: -1 };
    list.replaceChildren(...queue.map(row));
    node.hidden = queue.length === 0;
    title.textContent = queue.length === 1 ? t('Next') : t('Next · {0} queued', queue.length);
    if (focused && editing === undefined) focusRow(list, focused);
  };

  const update = (next: readonly QueuedMessage[]): void => {
    // A change from elsewhere does not take the editor away.
    const field = editing === undefined ? null : list.querySelector('textarea');
    const kept = field && next.some(({ id }) => id === editing) ? field.value : undefined;
    if (kept === undefined) editing = undefined;
    queue = next;
    draw();
    const again = kept === undefined ? null : list.querySelector('textarea');
    if (again && kept !== undefined) {
      again.value = kept;
      again.focus();
    }
  };

  return {
    node,
    update,
    setAnswering(now) {
      if (now === answering) return;
      answering = now;
      update(queue);
    },
  };
}
