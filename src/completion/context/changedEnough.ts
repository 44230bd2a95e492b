import { writeForm, type ContextForm } from '../../protocol/promptForms';
import { inOrder, type ContextPieces } from './pieces';
import { estimateTokens } from '../../common/tokenEstimate';

/** New text of other files, in tokens, that is worth sending everything ahead again. */
const worthTokens = 100;

/**
 * Whether what was sent ahead should be sent again. It costs as much as all of the pieces, so a word changed in
 * another file waits, and what was just changed, which goes along when there is reason; another file, a new
 * declaration or a new finding of the language service does not wait. A file that is gone, or is told no changes of any
 * more, may be one that must not be sent, and does not wait either.
 */
export function changedEnough(sent: ContextPieces, now: ContextPieces): boolean {
  if (sent.current?.path !== now.current?.path || sent.current?.text !== now.current?.text) return true;
  const left = new Set(now.others.map(({ path }) => path));
  if (sent.others.some(({ path }) => !left.has(path))) return true;
  const told = changedFiles(now);
  if ([...changedFiles(sent)].some(file => !told.has(file))) return true;
  const known = new Set(inOrder(sent).map(writeForm));
  const paths = new Set(sent.others.map(({ path }) => path));
  const fresh = [...now.others, ...now.notes].filter(
    form => form.kind !== 'changes' && !known.has(writeForm(form)),
  );
  if (fresh.some(form => form.kind === 'document' && !paths.has(form.path))) return true;
  if (fresh.some(form => saysNew(form, sent))) return true;
  const size = fresh.reduce((tokens, { text }) => tokens + estimateTokens(text), 0);
  return size >= worthTokens;
}

/** The files whose changes of the last minutes are told. */
function changedFiles({ notes }: ContextPieces): Set<string> {
  return new Set(notes.flatMap(({ text }) => text.match(/^\+\+\+ b\/.*/gm) ?? []));
}

/** Whether a form says something, line by line, that no form of its kind has said; line numbers do not count. */
function saysNew(form: ContextForm, sent: ContextPieces): boolean {
  if (form.kind !== 'diagnostics' && form.kind !== 'definitions') return false;
  const said = new Set(
    inOrder(sent)
      .filter(({ kind }) => kind === form.kind)
      .flatMap(({ text }) => text.split('\n').map(withoutNumber)),
  );
  return form.text.split('\n').some(line => line.trim() !== '' && !said.has(withoutNumber(line)));
}

function withoutNumber(line: string): string {
  return line.replace(/^\d+: /, '').trim();
}
