import { hostname } from 'node:os';
import { t } from '../../common/l10n';

/** What VS Code calls the ways in which the extension host is on another machine than the window. */
const remotes: Readonly<Record<string, string | undefined>> = {
  'ssh-remote': 'SSH',
  wsl: 'WSL',
  'dev-container': t('the container'),
  'attached-container': t('the container'),
  codespaces: t('the codespace'),
  tunnel: t('a tunnel'),
};

/**
 * The machine whose servers are found, in words: the one the extension runs at, which in a remote window is not the one in
 * front of the person.
 * @param remote VS Code's `env.remoteName`
 */
export function machineInWords(remote: string | undefined, name = hostname()): string {
  if (remote === undefined) return t('this computer');
  const how = remotes[remote];
  return t('the remote machine {0}{1}', name, how === undefined ? '' : ` (${how})`);
}
