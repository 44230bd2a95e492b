import { t } from '../common/l10n';
import { webviewPage, type WebviewPageSources } from '../common/webviewPage';

/**
 * The HTML of the chat view. What it shows is drawn by its script. Only Lit, which draws the controls, may make markup,
 * and it only ever sees its own templates.
 */
export const chatPage = (sources: WebviewPageSources): string =>
  webviewPage(
    { title: t('Codex Spark Chat'), body: '<div id="chat"></div>', markupPolicies: ['lit-html'] },
    sources,
  );
