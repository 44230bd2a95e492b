import { homedir } from 'node:os';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { t } from '../../common/l10n';
import type { EndpointPicture } from '../sessionView/messages';
import { diagnosticReport } from './diagnosticReport';
import { issuePlace, manifest } from './issuePlace';

/** What the report is made from. */
export interface ReportParts {
  /** The manifest of the extension, as VS Code has it. */
  readonly packageJSON: unknown;
  readonly endpoints: readonly EndpointPicture[];
  /** The latest lines of the log. */
  readonly log: readonly string[];
}

const openIssue = t('Open an Issue');

/** Puts the report on the clipboard and offers to write an issue, in the browser, with nothing of the report in the address. */
export async function copyReport({ packageJSON, endpoints, log }: ReportParts): Promise<void> {
  const about = v.parse(manifest, packageJSON);
  const report = diagnosticReport({
    extensionVersion: about.version,
    vscodeVersion: vscode.version,
    platform: `${process.platform} ${process.arch}`,
    host: vscode.env.appHost,
    home: homedir(),
    endpoints,
    log,
  });
  await vscode.env.clipboard.writeText(report);
  const place = issuePlace(about);
  void vscode.window
    .showInformationMessage(t('Codex Spark: the diagnostic report is on the clipboard.'), openIssue)
    .then(async choice => {
      if (choice !== openIssue) return;
      if (place !== undefined) await vscode.env.openExternal(vscode.Uri.parse(place));
      else
        await vscode.window.showInformationMessage(
          t(
            'Codex Spark: this copy of the extension names no place to report issues. Send the report to wherever you got it from.',
          ),
        );
    });
}
