import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { productVersion } from '../../common/productVersion';
import { lockPlace } from '../ownershipLock';
import type { GatewayStart } from './gatewayArguments';
import type { SharePlace } from './sharedGateway';
import { shareName } from './shareName';

/** What of sharing does not depend on the endpoint. */
export interface Sharing {
  /** Whether the extension is installed, and not being developed or tested. */
  readonly isInstalled: boolean;
  /** Folder for the files by which windows find an engine, absolute. */
  readonly folder: string;
}

/** Where this window meets others that can share the engine it would start now; undefined where it shares with none. */
export function sharePlace(
  { isInstalled, folder }: Sharing,
  script: string,
  start: GatewayStart,
): SharePlace | undefined {
  const { isTrusted, workspaceFolders = [] } = vscode.workspace;
  const name = shareName({
    isInstalled,
    isTrusted,
    folders: workspaceFolders.map(({ uri }) => uri.toString()),
    version: productVersion,
    script,
    written: statSync(script, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    arguments: start.arguments,
    machine: hostname(),
  });
  // Not more of the name for the lock: the path of a local socket must be short.
  return name === undefined
    ? undefined
    : { claim: path.join(folder, `${name}.json`), lock: lockPlace(`engine-${name.slice(0, 8)}`) };
}
