/** What the chat's page needs from its host. */
export interface ChatPageSources {
  /** Origin from which VS Code serves the extension's files to a webview (`webview.cspSource`). */
  readonly cspSource: string;
  /** `dist/chat.js`. */
  readonly scriptUri: string;
  /** `media/chat.css`. */
  readonly styleUri: string;
  /** Fresh for every page, 128 random bits or more, base64url. */
  readonly nonce: string;
}

/**
 * The policy of the chat's page: one script by nonce, style sheets of the extension, and nothing else. No inline
 * style, no image, no font, no frame, no form, no connection, so that text of a model that slipped through every
 * other guard still could not load or send anything. Strings may never become markup (Trusted Types), except in the
 * policies of Lit, which draws the controls and only ever sees its own templates.
 */
export function chatPolicy({ cspSource, nonce }: Pick<ChatPageSources, 'cspSource' | 'nonce'>): string {
  return [
    `default-src 'none'`,
    `style-src ${cspSource}`,
    `script-src 'nonce-${nonce}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html`,
  ].join('; ');
}

/** The HTML of the chat view. Nothing in it comes from a model or a server; the content is drawn by the script. */
export function chatPage(sources: ChatPageSources): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${chatPolicy(sources)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${sources.styleUri}">
<title>Codex Spark Chat</title>
</head>
<body>
<div id="chat"></div>
<script nonce="${sources.nonce}" src="${sources.scriptUri}"></script>
</body>
</html>`;
}
