import { webviewPage, type WebviewPageSources } from '../../common/webviewPage';

/** The HTML of the session view. What it shows is drawn by its script, which never makes markup. */
export const sessionPage = (sources: WebviewPageSources): string =>
  webviewPage({ title: 'Codex Spark Session', body: '<main id="root"></main>', markupPolicies: [] }, sources);
