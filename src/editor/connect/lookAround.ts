import { totalmem } from 'node:os';
import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { findServers, type FoundServer } from '../finding/findServers';
import { localPlaces, type LocalPlace } from '../finding/places';
import { section } from '../settings';

/** The places of this machine where servers may be, by its environment and the settings. */
export function placesHere(): readonly LocalPlace[] {
  const ports = vscode.workspace.getConfiguration(section).get<readonly unknown[]>('find.ports', []);
  return localPlaces(process.env, Array.isArray(ports) ? ports : []);
}

/** Looks for servers on the machine the extension runs at. Never rejects; takes less than a second. */
export function lookAround(clock: Clock, signal: AbortSignal): Promise<readonly FoundServer[]> {
  return findServers(placesHere(), { clock, memoryBytes: totalmem() }, signal);
}
