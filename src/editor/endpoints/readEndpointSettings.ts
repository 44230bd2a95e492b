import * as vscode from 'vscode';
import { section } from '../settings';
import { features, type EndpointSettings } from './endpointSettings';

/** Reads what decides where code goes. */
export function readEndpointSettings(): EndpointSettings {
  const configuration = vscode.workspace.getConfiguration(section);
  const text = (key: string): string => configuration.get(key, '').trim();
  return {
    endpoint: text('endpoint') || 'local',
    model: text('model'),
    headers: configuration.get<Record<string, string>>('headers', {}),
    caFile: text('caFile'),
    endpoints: configuration.get<Record<string, unknown>>('endpoints', {}),
    features: { inline: text('inline.endpoint'), edit: text('edit.endpoint'), chat: text('chat.endpoint') },
  };
}

/** Settings whose change may need other connections; below `codexSpark.`. */
export const endpointSettingKeys = [
  'endpoint',
  'model',
  'headers',
  'caFile',
  'endpoints',
  ...features.map(feature => `${feature}.endpoint`),
];
