import type { NoticeItem } from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { icon } from '../icons';
import { visible } from '../markdown/visible';
import { helpButtons } from './help';
import type { TranscriptTools } from './tools';

/** Something the user should know that is no answer. */
export function noticeView({ id, level, text, actions }: NoticeItem, { post }: TranscriptTools): HTMLElement {
  return element(
    'article',
    { class: `item notice ${level}`, tabindex: '-1', 'aria-label': t('Notice') },
    icon(level === 'info' ? 'note' : 'warning'),
    element('span', { dir: 'auto' }, visible(text)),
    ...(actions.length > 0 ? [helpButtons(actions, action => post({ type: 'help', action, item: id }))] : []),
  );
}
