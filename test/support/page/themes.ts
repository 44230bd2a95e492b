import themes from './themes.json';

/** The themes that matter: what most people use, and what those who need contrast use. */
export type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/** What VS Code says about the kind of theme on the body of a webview. */
export const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  highContrast: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light',
};

/**
 * The style of the root element in that theme: the variables that VS Code's default themes set in a webview, as far as
 * the page and its controls use them. Taken from a running VS Code.
 */
export const themeStyle = (theme: Theme): string =>
  Object.entries(themes[theme])
    .map(([name, value]) => `${name}:${value}`)
    .join(';');
