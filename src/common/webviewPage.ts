import { spokenLanguage, spokenMessages } from './l10n';

/** What the HTML of a webview is made of. Nothing in it comes from a server or a model. */
export interface WebviewPageSources {
  /** Origin from which VS Code serves the extension's files to a webview (`webview.cspSource`). */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Fresh for every page, 128 random bits or more, base64url. */
  readonly nonce: string;
}

/** What makes one page another one than the next. */
export interface WebviewPageKind {
  readonly title: string;
  /** The element into which the script draws, as HTML. */
  readonly body: string;
  /** The names of the policies that may make markup out of strings (Trusted Types); none for a page that never does. */
  readonly markupPolicies: readonly string[];
}

/**
 * The content security policy of a webview: one script by nonce, style sheets of the extension, and nothing else. No inline
 * style, no image, no font, no frame, no form, no connection, so that text which slipped through every other guard
 * still could not load or send anything; and strings never become markup but in the policies that are named.
 */
export function webviewPolicy(
  { cspSource, nonce }: Pick<WebviewPageSources, 'cspSource' | 'nonce'>,
  markupPolicies: readonly string[],
): string {
  return [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types ${markupPolicies.join(' ') || `'none'`}`,
  ].join('; ');
}

/**
 * The HTML of a webview: an element, into which its script draws everything. In another language than English the page holds the
 * messages, which its script takes from there.
 */
export function webviewPage(
  { title, body, markupPolicies }: WebviewPageKind,
  sources: WebviewPageSources,
): string {
  const messages = spokenMessages();
  return `<!DOCTYPE html>
<html lang="${attribute(spokenLanguage())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${webviewPolicy(sources, markupPolicies)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${sources.styleUri}">
<title>${title}</title>
</head>
<body${messages ? ` data-messages="${attribute(JSON.stringify(messages))}"` : ''}>
${body}
<script nonce="${sources.nonce}" src="${sources.scriptUri}"></script>
</body>
</html>`;
}

/** A text inside an attribute in double quotes. */
function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
