import type { ChatError, HelpAction } from '../../../chat/messages';
import { t } from '../../../common/l10n';
import { element } from '../../element';
import { textButton } from '../controls';
import { icon } from '../icons';
import { visible } from '../markdown/visible';

const labels: Readonly<Record<HelpAction, string>> = {
  setKey: t('Set API Key'),
  retry: t('Try Again'),
  diagnose: t('Test the Connection'),
  reconnect: t('Reconnect'),
  showLog: t('Show Log'),
  openSettings: t('Open Settings'),
};

/** The buttons that do something about a problem; the first is the likeliest. */
export function helpButtons(actions: readonly HelpAction[], run: (action: HelpAction) => void): HTMLElement {
  return element(
    'div',
    { class: 'help' },
    ...actions.map((action, i) => textButton({ label: labels[action], secondary: i > 0 }, () => run(action))),
  );
}

/** What went wrong, what to do about it, and the buttons that do it. @param isNew whether it is to be read out */
export function errorBox(error: ChatError, isNew: boolean, run: (action: HelpAction) => void): HTMLElement {
  return element(
    'div',
    { class: 'error', ...(isNew ? { role: 'alert' } : { role: 'group', 'aria-label': t('Error') }) },
    icon('warning'),
    element(
      'div',
      {},
      element('p', { class: 'message', dir: 'auto' }, visible(error.message)),
      ...(error.advice ? [element('p', { class: 'advice', dir: 'auto' }, visible(error.advice))] : []),
      ...(error.actions.length > 0 ? [helpButtons(error.actions, run)] : []),
    ),
  );
}
