import * as v from 'valibot';
import { UsageError } from '../../engines/usageError';
import { whatDoesNotFit, type Misfit } from './fit';
import { JsonFault, offsetOf, placeIn, readJsonTree, type JsonNode } from './jsonTree';
import { configSchema, type GatewayConfig } from './schema';

/** Largest file that is read, in bytes: it travels to workers by their environment. */
const mostConfigBytes = 64 * 1024;

/** A file of upstreams that was read, and a way to say where something in it is. */
export interface ReadConfig {
  readonly config: GatewayConfig;
  /** What is wrong at a path of it, as one sentence with line and column. */
  problem(misfit: Misfit): UsageError;
}

/**
 * Reads a file of upstreams. Throws `UsageError`: one sentence with file, line and column, which says what to do and repeats
 * nothing that stands in the file but names.
 * @param file what people call it
 */
export function readConfig(text: string, file: string): ReadConfig {
  const failed = (at: number, message: string): UsageError => {
    const { line, column } = placeIn(text, at);
    return new UsageError(`${file}, line ${line}, column ${column}: ${message}.`);
  };
  if (Buffer.byteLength(text) > mostConfigBytes)
    throw failed(0, `the file is larger than ${mostConfigBytes / 1024} KiB: make it smaller`);
  let tree: JsonNode;
  try {
    tree = readJsonTree(text);
  } catch (error) {
    if (error instanceof JsonFault) throw failed(error.at, error.message);
    throw error;
  }
  const problem = ({ path, message, ofName = false }: Misfit): UsageError => {
    const what = nameOf(path, ofName);
    return failed(offsetOf(tree, path, ofName), what === '' ? message : `${what} ${message}`);
  };
  const read = v.safeParse(configSchema, tree.value, { abortPipeEarly: true });
  if (!read.success) throw problem(firstOf(read.issues));
  const misfit = whatDoesNotFit(read.output);
  if (misfit) throw problem(misfit);
  return { config: read.output, problem };
}

/** A wrong name comes first: what is missing then is most likely what was meant. */
function firstOf(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Misfit {
  const issue = issues.find(isUnknownName) ?? issues[0];
  const path = (issue.path ?? []).map(step => step.key);
  const misses = issue.type === 'strict_object' && issue.input === undefined && !isUnknownName(issue);
  return {
    path: misses ? path.slice(0, -1) : path,
    message: misses && path.length === 1 ? `the file ${issue.message}` : issue.message,
    ofName: isUnknownName(issue),
  };
}

function isUnknownName(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** A path as people write it: `upstreams[0].timeouts.idleMs`. */
function nameOf(path: readonly unknown[], ofName: boolean): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      // A key that somebody has put in the place of a name is not repeated.
      const plain = ofName && index === path.length - 1 ? /^[A-Za-z_]{1,24}$/ : /^[\w./:@-]{1,64}$/;
      return `${index === 0 ? '' : '.'}${plain.test(String(step)) ? String(step) : '(this name)'}`;
    })
    .join('');
}
