import { createHash } from 'node:crypto';

/** The name of the folder in which windows find engines, in the one that the extension has for all workspaces. */
export const engineFolder = 'engines';

/** What windows must have in common to share a gateway. */
export interface ShareFacts {
  /** Whether the extension is installed, and not being developed or tested. */
  readonly isInstalled: boolean;
  /** Whether the workspace is trusted. */
  readonly isTrusted: boolean;
  /** The folders of the workspace, as addresses. */
  readonly folders: readonly string[];
  /** Version of the extension; path of the gateway's bundle, and when that was written: a version may be installed again. */
  readonly version: string;
  readonly script: string;
  readonly written: number;
  /** What the gateway is started with: all settings that matter to it are in there. */
  readonly arguments: readonly string[];
  /** Name of the machine: a home folder may be that of several. */
  readonly machine: string;
}

/** A name that windows have in common when they share a gateway; undefined for one that shares with nobody. */
export function shareName({ isInstalled, isTrusted, folders, ...rest }: ShareFacts): string | undefined {
  if (!isInstalled || !isTrusted || folders.length === 0) return undefined;
  const { version, script, written, machine } = rest;
  const facts = [[...folders].sort(), version, script, written, rest.arguments, machine];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}
