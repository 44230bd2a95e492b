import * as vscode from 'vscode';
import { speak } from '../common/l10n';

// The entry point imports this before anything else, so that what is worded while other modules load is worded right.
speak({
  id: vscode.env.language,
  translate: (message, ...values) => vscode.l10n.t(message, ...values),
  messages: vscode.l10n.bundle,
});
