import { Completer } from '../../../../../src/engines/local/recall/completer';
import { DocumentIndex } from '../../../../../src/engines/local/recall/documentIndex';
import { Encoder } from '../../../../../src/engines/local/recall/encoder';
import { defaultGate, type Gate } from '../../../../../src/engines/local/recall/gate';
import { detectIndentStyle } from '../../../../../src/engines/local/recall/indentation';
import { SymbolTable } from '../../../../../src/engines/local/recall/symbols';

/** Completes at `█` in a text, knowing the other files; returns what is proposed. */
export function completeAt(text: string, files: readonly string[] = [], gate: Partial<Gate> = {}): string {
  const table = new SymbolTable();
  const encoder = new Encoder(table);
  const workspace = new DocumentIndex(table, 10, 20_000);
  files.forEach((file, at) =>
    workspace.put(`${at}`, 1, encoder.encode(file, detectIndentStyle(file)).symbols),
  );
  const [prefix = '', suffix = ''] = text.split('█');
  const completer = new Completer(table, encoder, { ...defaultGate, ...gate });
  return completer.complete({ family: 1, prefix, suffix, maxSymbols: 200 }, undefined, workspace.index).text;
}
