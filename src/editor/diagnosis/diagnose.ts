import * as vscode from 'vscode';
import type { Clock } from '../../common/clock';
import { t } from '../../common/l10n';
import type { DiagnosisSubject } from '../endpoints/diagnosisSubject';
import { networkSteps } from './networkSteps';
import { proxyFor } from './proxyFor';
import { diagnosisPage } from './report';
import { runSteps } from './runSteps';
import { sessionSteps } from './sessionSteps';
import type { Step } from './step';

/**
 * Tests the connection step by step, with progress and cancel, and resolves to the report as Markdown; undefined
 * when the user cancelled it.
 */
export async function diagnose(subject: DiagnosisSubject, clock: Clock): Promise<string | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: t('Codex Spark: testing the connection'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    const session = subject.connect();
    try {
      const steps = [
        ...networkPart(subject),
        ...sessionSteps({
          ...subject.target,
          behindGateway: subject.server?.startsWith('http') ?? false,
          openSocket: subject.openSocket,
          session,
        }),
      ];
      const onStep = (message: string): void => progress.report({ message, increment: 100 / steps.length });
      return diagnosisPage(subject.endpointName, await runSteps(steps, clock, onStep, cancel.signal));
    } catch (error) {
      if (cancel.signal.aborted) return undefined;
      throw error;
    } finally {
      session.dispose();
    }
  });
}

/** The steps below the protocol; none for the embedded engine, which is a process of this window. */
function networkPart({ server, ca }: DiagnosisSubject): Step[] {
  if (server === undefined) return [];
  const url = new URL(server);
  const http = vscode.workspace.getConfiguration('http');
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  return networkSteps({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 443 : 80),
    secure,
    proxy: proxyFor(url, {
      setting: http.get('proxy', ''),
      support: http.get('proxySupport', 'override'),
      noProxy: http.get<readonly string[]>('noProxy', []),
      environment: process.env,
    }),
    ca,
  });
}
