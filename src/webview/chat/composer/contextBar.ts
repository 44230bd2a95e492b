import type { ContextChip, ContextState } from '../../../chat/messages';
import { spokenLanguage, t } from '../../../common/l10n';
import { element } from '../../element';
import { iconButton } from '../controls';
import { focusedRow, focusRow } from '../focus';
import { icon } from '../icons';
import { visible } from '../markdown/visible';
import { contextIcon } from './contextIcon';

/** The context of the next message as chips, and how full the model's window is. */
export interface ContextBar {
  readonly node: HTMLElement;
  update(context: ContextState): void;
}

export function contextBar(remove: (id: string) => void, add: () => void): ContextBar {
  const list = element('ul', { class: 'chips', 'aria-label': t('Context of the next message') });
  const fill = element('div', { class: 'fill' });
  const bar = element('div', { class: 'budget', role: 'meter', 'aria-label': t('Context used') }, fill);
  const addButton = iconButton('add', t('Add context (@)'), add);
  const node = element(
    'div',
    { class: 'context' },
    element('div', { class: 'chip-row' }, addButton, list),
    bar,
  );
  return {
    node,
    update({ chips, usedTokens, budgetTokens }) {
      const focused = focusedRow(list);
      list.replaceChildren(...chips.map(chip => chipNode(chip, remove)));
      if (focused && !focusRow(list, focused)) addButton.focus();
      bar.hidden = budgetTokens === 0;
      const share = budgetTokens === 0 ? 0 : usedTokens / budgetTokens;
      fill.style.width = `${Math.min(100, share * 100)}%`;
      bar.classList.toggle('nearly', share > 0.8 && share <= 1);
      bar.classList.toggle('over', share > 1);
      const said = t(
        '{0} of {1} tokens used',
        usedTokens.toLocaleString(spokenLanguage()),
        budgetTokens.toLocaleString(spokenLanguage()),
      );
      bar.title = said;
      for (const [name, value] of Object.entries({
        min: 0,
        max: budgetTokens,
        now: Math.min(usedTokens, budgetTokens),
      })) {
        bar.setAttribute(`aria-value${name}`, String(value));
      }
      bar.setAttribute('aria-valuetext', said);
    },
  };
}

function chipNode(chip: ContextChip, remove: (id: string) => void): HTMLElement {
  const label = visible(chip.label);
  const tokens =
    chip.tokens === undefined
      ? undefined
      : t('about {0} tokens', chip.tokens.toLocaleString(spokenLanguage()));
  const said = [visible(chip.detail ?? chip.label), chip.why && visible(chip.why), tokens]
    .filter(Boolean)
    .join('\n');
  const node = element(
    'li',
    { class: `chip ${chip.state}`, title: said, 'data-id': chip.id },
    icon(chip.state === 'blocked' ? 'warning' : contextIcon[chip.kind]),
    element('span', { class: 'label' }, label),
    ...(chip.state === 'blocked' || chip.state === 'cut'
      ? [element('span', { class: 'chip-state' }, chip.state === 'cut' ? t('cut') : t('not sent'))]
      : []),
    iconButton('close', t('Remove {0}', label), () => remove(chip.id)),
  );
  return node;
}
