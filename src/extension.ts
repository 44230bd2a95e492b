import './editor/language';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../codex-spark-live';
import type { Chat } from './chat/chat';
import { chatEntry } from './chat/chatEntry';
import { Later } from './common/later';
import { systemClock } from './common/systemClock';
import { registerCommands } from './editor/commands';
import { ComingAndGoing } from './editor/connect/comingAndGoing';
import { firstLook } from './editor/connect/firstLook';
import { laterLlama } from './editor/connect/laterLlama';
import { tellGone } from './editor/connect/tellGone';
import { DocumentChanges } from './editor/document/documentChanges';
import { editEntry, type Edits } from './editor/edit/editEntry';
import { maySend } from './editor/edit/commands/maySend';
import { ApiKeys } from './editor/endpoints/apiKeys';
import { endpointFeature } from './editor/endpoints/endpointFeature';
import { engineFolder } from './editor/endpoints/shareName';
import { usesInWords } from './editor/endpoints/featureNames';
import { readEndpointSettings } from './editor/endpoints/readEndpointSettings';
import { extensionLog } from './editor/extensionLog';
import { Eagerness } from './editor/eagerness';
import { importEntry } from './editor/imports/importEntry';
import { GhostEdits } from './editor/inline/ghostEdits';
import { InlineHost } from './editor/inline/inlineHost';
import { nextEditEntry } from './editor/nextEdit/nextEditEntry';
import type { NextEdits } from './editor/nextEdit/nextEditFeature';
import { createPermission } from './editor/permission/permission';
import { readSettings } from './editor/settings';
import type { SessionPanel } from './editor/sessionView/sessionPanel';
import { spoken } from './editor/spoken';
import { statusFeature } from './editor/status/statusFeature';
import { sideBySide } from './session/sideBySide';
import { showMeEntry } from './showMeEntry';

/** Builds the parts and hands them to each other; nothing else happens here. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const clock = systemClock;
  const startedAt = clock.now();
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };

  const channel = own(vscode.window.createOutputChannel('Codex Spark Live', { log: true }));
  const { log, recent } = own(extensionLog(channel, process.env));
  const recentLog = (): readonly string[] => [...recent.lines];
  const keys = own(new ApiKeys(context.secrets));
  const eagerness = own(new Eagerness());
  const permission = own(createPermission(eagerness));
  const speech = own(spoken(clock));
  const changes = own(new DocumentChanges(vscode.workspace.onDidChangeTextDocument, log));

  const leashScript = path.join(context.extensionPath, 'dist', 'leash.js');
  const ownLlama = own(laterLlama({ memory: context.globalState, leashScript, clock, log }));
  const comingAndGoing = own(
    new ComingAndGoing({
      memory: context.globalState,
      settings: readEndpointSettings,
      tell: tellGone,
      isComing: address => ownLlama.now?.isComing(address) ?? false,
      clock,
      log,
    }),
  );
  const { connections, applySession, tryOut } = own(
    endpointFeature({
      keys,
      gatewayScript: path.join(context.extensionPath, 'dist', 'gateway.js'),
      sharing: {
        isInstalled: context.extensionMode === vscode.ExtensionMode.Production,
        folder: path.join(context.globalStorageUri.fsPath, engineFolder),
      },
      showLog: () => channel.show(true),
      log,
      clock,
      substitutes: comingAndGoing,
    }),
  );
  const imports = own(
    importEntry({ changes, clock, log, isWanted: () => readSettings().inline.offerImports }),
  );
  const ghosts = own(new GhostEdits());
  const inline = own(
    new InlineHost({
      session: () => connections.of('inline')?.session,
      permission,
      eagerness,
      imports,
      changes,
      // The lines around a change stand in the prompt anyway, or in other open files.
      recentChanges: () => nextEdits.recentChanges(0),
      ghosts,
      clock,
      log,
      extensionId: context.extension.id,
    }),
  );
  own(connections.onDidReplace(() => inline.renew()));
  own(statusFeature({ connections, inline, permission, eagerness, clock }));
  const editing = sideBySide(() => connections.of('edit')?.session);
  // Each of the two calls the other, later.
  const edits: Edits = own(
    editEntry({
      session: editing,
      applySession,
      permission,
      memory: context.globalState,
      accepted: (document, ranges) => imports.accepted(document, ranges, false),
      changes,
      clock,
      spoken: speech,
      explain: (question, uri, range) => chat.ask(question, uri, range),
    }),
  );
  const chat: Chat = own(
    chatEntry({
      context,
      session: () => connections.of('chat')?.session,
      endpointName: () => connections.of('chat')?.title ?? '',
      permission,
      recentChanges: () => nextEdits.recentChanges(),
      applyToFile: (request, signal) => edits.apply(request, signal),
      clock,
      log,
    }),
  );
  const nextEdits: NextEdits = own(
    nextEditEntry({
      // The embedded engine is no model: what it could say is predicted without it.
      session: () => {
        const connection = connections.of('inline');
        return connection?.spec.endpoint.kind === 'local' ? undefined : connection?.session;
      },
      ghosts,
      permission,
      changes,
      isOffered: (uri, title) => imports.isItsOwn(uri, title),
      suggestsAt: (document, position) => inline.suggestsAt(document, position),
      inSnippet: document => inline.current?.inSnippet(document) ?? false,
      review: edits.review,
      clock,
      spoken: speech,
      log,
    }),
  );
  own(showMeEntry({ context, connections, inline, edits, chat, permission, changes, clock, log }));
  const panel = own(
    new Later<SessionPanel>({
      load: async () => {
        const { SessionPanel } = await import('./editor/sessionView/sessionPanel');
        return () =>
          new SessionPanel({
            extensionUri: context.extensionUri,
            clock,
            endpoints: () =>
              connections.all.map(({ connection, uses }) => connection.picture(usesInWords(uses))),
            act: command => void vscode.commands.executeCommand(`codexSpark.${command}`),
          });
      },
      registry: vscode.commands,
    }),
  );
  own(
    connections.onDidChange(() => {
      panel.now?.changed();
      chat.connectionChanged();
    }),
  );
  own(
    registerCommands({
      context,
      keys,
      channel,
      clock,
      connections,
      tryOut,
      comingAndGoing,
      ownLlama,
      inline,
      permission,
      eagerness,
      forgetChat: () => chat.forget(),
      showSession: async () => (await panel.get()).show(),
      recentLog,
    }),
  );

  own(firstLook({ keys, tryOut, comingAndGoing, ownLlama, clock, log, memory: context.globalState }));

  const activationMs = clock.now() - startedAt;
  log.info(`activated in ${activationMs.toFixed(1)} ms`);
  return {
    apiVersion: 1,
    activationMs,
    recentLog,
    initializeSession: async () => {
      const { sparkSession } = await import('./editor/extensionApi');
      return sparkSession(editing, uri => maySend({ permission, clock }, vscode.Uri.parse(uri)));
    },
  };
}
