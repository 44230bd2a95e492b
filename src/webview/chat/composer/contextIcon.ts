import type { ContextKind } from '../../../chat/messages';
import type { IconName } from '../icons';

/** How each kind of context is drawn. */
export const contextIcon: Readonly<Record<ContextKind, IconName>> = {
  file: 'file',
  selection: 'selection',
  symbol: 'symbol',
  problems: 'warning',
  changes: 'changes',
  folder: 'folder',
  text: 'note',
};
