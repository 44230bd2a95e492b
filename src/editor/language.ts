import * as vscode from 'vscode';
import { speak } from '../common/l10n';

// The entry point imports this before anything else, so that what is worded while other modules load is worded right.
const { bundle } = vscode.l10n;
speak({
  // In a language without messages of ours numbers are English, too.
  id: bundle ? vscode.env.language : 'en',
  translate: (message, ...values) => vscode.l10n.t(message, ...values),
  messages: bundle,
});
