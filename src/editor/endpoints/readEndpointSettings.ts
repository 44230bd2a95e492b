import * as vscode from 'vscode';
import { section } from '../settings';
import { features, tierIn, type EndpointSettings } from './endpointSettings';

/** Reads what decides where code goes. */
export function readEndpointSettings(): EndpointSettings {
  const configuration = vscode.workspace.getConfiguration(section);
  const text = (key: string): string => configuration.get(key, '').trim();
  return {
    endpoint: text('endpoint') || 'local',
    model: text('model'),
    headers: configuration.get<Record<string, string>>('headers', {}),
    serviceTier: tierIn(text('serviceTier')),
    caFile: text('caFile'),
    endpoints: configuration.get<Record<string, unknown>>('endpoints', {}),
    features: { inline: text('inline.endpoint'), edit: text('edit.endpoint'), chat: text('chat.endpoint') },
    applyEndpoint: text('chat.applyEndpoint'),
    featureTiers: {
      inline: tierIn(text('inline.serviceTier')),
      edit: tierIn(text('edit.serviceTier')),
      chat: tierIn(text('chat.serviceTier')),
    },
  };
}

/** Settings whose change may need other connections; below `codexSpark.`. */
export const endpointSettingKeys = [
  'endpoint',
  'model',
  'headers',
  'serviceTier',
  'caFile',
  'endpoints',
  'chat.applyEndpoint',
  ...features.flatMap(feature => [`${feature}.endpoint`, `${feature}.serviceTier`]),
];
