import colors from './themes.json';

/** The themes that matter: what most people use, and what those who need contrast use. */
export const themes = ['dark', 'light', 'highContrast', 'highContrastLight'] as const;
export type Theme = (typeof themes)[number];

/** What VS Code says about the kind of theme on the body of a webview. */
const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  highContrast: 'vscode-high-contrast',
  highContrastLight: 'vscode-high-contrast-light',
};

/**
 * The style of the root element in that theme: the variables that VS Code's default themes set in a webview, as far as
 * the page and its controls use them. Taken from a running VS Code.
 */
const themeStyle = (theme: Theme): string =>
  Object.entries(colors[theme])
    .map(([name, value]) => `${name}:${value}`)
    .join(';');

/**
 * What VS Code does to a webview, as a script that runs before the page's own: the colours as variables of the root element, the
 * kind of theme as a class of the body, and the colour of what the page lies on.
 */
export const wearTheme = (theme: Theme, background: string): string => `(() => {
  const wear = () => {
    document.documentElement.style.cssText = ${JSON.stringify(themeStyle(theme))};
    document.body.classList.add(${JSON.stringify(bodyClass[theme])});
    document.body.style.backgroundColor = ${JSON.stringify(`var(${background})`)};
  };
  document.addEventListener('DOMContentLoaded', wear);
})()`;
