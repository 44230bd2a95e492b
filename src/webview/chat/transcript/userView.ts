import { limits, type UserItem } from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { iconButton, textButton } from '../controls';
import { isComposing } from '../composer/keys';
import { visible } from '../markdown/visible';
import { toolbar } from '../toolbar';
import { attachedNames } from './attachedNames';
import type { TranscriptTools } from './tools';

/** What the user said; can be edited in place, which branches the conversation. */
export function userView(item: UserItem, { post }: TranscriptTools): HTMLElement {
  const text = element('div', { class: 'said', dir: 'auto' }, visible(item.text));
  const node = element('article', { class: 'item user', tabindex: '-1', 'aria-label': t('You') });
  const actions = toolbar(
    t('Message'),
    'item-actions',
    ...versions(item, index => post({ type: 'showBranch', id: item.id, index })),
    iconButton('edit', t('Edit and ask again'), () => edit()),
  );
  const attached = attachedNames(item.context, t('Context of this message'));
  const rest = () => node.replaceChildren(text, ...attached, actions);
  rest();

  function edit(): void {
    const field = element('textarea', {
      class: 'edit-field',
      'aria-label': t('Edit message'),
      rows: '3',
      dir: 'auto',
      maxlength: String(limits.message),
    });
    field.value = item.text;
    const done = (): void => {
      rest();
      node.focus();
    };
    const save = (): void => {
      const changed = field.value.trim();
      done();
      if (changed) post({ type: 'editMessage', id: item.id, text: changed });
    };
    field.addEventListener('keydown', event => {
      if (isComposing(event)) return;
      if (event.key === 'Escape') done();
      else if (event.key === 'Enter' && !event.shiftKey) save();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    node.replaceChildren(
      field,
      element(
        'div',
        { class: 'edit-buttons' },
        textButton({ label: t('Ask Again'), key: '⏎' }, save),
        textButton({ label: t('Cancel'), key: 'Esc', secondary: true }, done),
      ),
    );
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
  return node;
}

/** `‹ 2/3 ›`: the versions of an edited message. */
function versions({ branch }: UserItem, show: (index: number) => void): HTMLElement[] {
  if (!branch || branch.count < 2) return [];
  const { index, count } = branch;
  const earlier = iconButton('chevronLeft', t('Earlier version'), () => show(index - 1));
  const later = iconButton('chevronRight', t('Later version'), () => show(index + 1));
  earlier.disabled = index === 0;
  later.disabled = index >= count - 1;
  const label = element(
    'span',
    { class: 'version', 'aria-label': t('Version {0} of {1}', index + 1, count) },
    `${index + 1}/${count}`,
  );
  return [earlier, label, later];
}
