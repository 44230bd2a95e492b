import { readErrorBody } from '../../../protocol/saidError';

/** A refusal, as far as it tells what was wrong with the request. */
export interface SaidRefusal {
  readonly status: number;
  /** The field it names by itself, else empty. */
  readonly param: string;
  readonly code: string;
  /** Its sentence. */
  readonly words: string;
}

/** Reads what a refusal says. Undefined when it is not about what stands in the request: a key, a limit, a page. */
export function readRefusal({ status, text }: { status: number; text: string }): SaidRefusal | undefined {
  // Servers built on llama.cpp and some gateways tell a wrong field as a fault of their own.
  if (![400, 422, 500, 501].includes(status) || /^\s*</.test(text)) return undefined;
  const said = readErrorBody(text);
  return { status, param: said?.param ?? '', code: said?.code ?? '', words: said?.message ?? text };
}

/** Words by which servers say that they do not know, or do not do, what is named beside them. */
const unknownTo =
  /unknown|unrecogni[sz]ed|unexpected|unsupported|not (?:\w+ )?(?:support|permit|allow|recogni[sz]|availab|implement|enabl)\w*|n[o']t support|extra (?:inputs?|fields?|propert)|additional propert|forbidden|no such|incompatible|cannot be used|disabled/i;

/** Words by which they say that they know the field, but not this value of it. */
const wrongValue =
  /unsupported value|invalid value|unknown value|value\b.{0,60}\b(?:not|invalid)|not support ['"`]?[\w.-]+['"`]? with|only (?:the )?default|only .{0,40}values?\b|supported values|(?:must|should|can) (?:only )?be\b|\bexpected\b|\bone of\b|less than|greater than|at (?:least|most)|too (?:large|small|high|low|long|big|many|few)|out of range|\brange\b|m(?:ax|in)imum|exceed|of type\b/i;

/** Whether a refusal says that something is not known, or not done, at all. */
export function saysUnknown({ words, code }: SaidRefusal): boolean {
  return unknownTo.test(words) || /unsupported_(?!value)|unknown_|extra_forbidden|unrecognized/.test(code);
}

/** Whether a refusal is about a value only. */
export function saysValue({ words, code }: SaidRefusal): boolean {
  return wrongValue.test(words) || /_value$|invalid_type|below_min|above_max|out_of_range/.test(code);
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9.]/g, '');

/**
 * Whether a refusal names a field of the request, in any spelling: `top_p`, `topP`, `top-p`, `body.top_p`. A field
 * whose name is also an English word must be named as one: by quotes, or beside a word such as "parameter".
 * @param field a name, or a path such as `reasoning.effort`
 */
export function names({ param, words }: SaidRefusal, field: string): boolean {
  const [head = field] = field.split('.');
  const said = plain(param);
  if (said !== '' && [plain(field), plain(head)].some(name => said === name || said === `body.${name}`))
    return true;
  if (said.split('.')[0] === plain(field)) return true;
  return named(words, field) || (head !== field && named(words, head));
}

function named(words: string, field: string): boolean {
  const parts = field.split(/[_.]/);
  const name = parts.join(String.raw`[\s_.-]?`);
  if (parts.length > 1) return new RegExp(String.raw`(?<![a-z0-9_])${name}(?![a-z0-9_])`, 'i').test(words);
  const before = String.raw`(?:['"\x60]|(?:param(?:eter)?|argument|field|key|option|property|supplied|keyword)s?(?: name)?:?\s+['"\x60]?|body\.|support (?:the )?|supports (?:the )?|unsupported )`;
  const after = String.raw`(?:['"\x60]|:\s|\.\w|\s+(?:is|are|was)\s+(?:\w+\s+)?(?:not|un|only|dis|deprecated))`;
  return new RegExp(String.raw`${before}${name}\b|(?<![\w])${name}${after}`, 'i').test(words);
}
