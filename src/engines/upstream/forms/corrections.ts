import { names, readRefusal, saysUnknown, saysValue, type SaidRefusal } from '../http/refusedWords';
import type { Correction, Known } from '../lessons';
import { isRecord } from './json';

type Body = Readonly<Record<string, unknown>>;

/** Fields whose value a person has chosen, and pays for: that another one would do is for the person to say. */
const chosenValues: ReadonlySet<string> = new Set(['service_tier']);

/** Longest value that is remembered as one that a model does not take, in code units of JSON. */
const longestValue = 200;

/**
 * The fields a request also works without. They are sent until the upstream refuses one by name; from then on it is
 * left out for that model. Where only a value was refused, only that value is. So one setting fits servers of many
 * versions.
 */
export interface OptionalFields {
  /** A body without what the model does not take. */
  apply(body: Body, known: Known): Body;
  /** What to ask differently after a refusal; undefined when it names none of the fields in `body`. */
  correct(refusal: { status: number; text: string }, body: Body): Correction | undefined;
}

/** The lesson that a model does not take a field of a form at all. */
export function withoutField(api: string, field: string): string {
  return `${api} without ${field}`;
}

/**
 * @param api names the form in lessons: what one form does not take another may
 * @param fields names, or paths such as `text.verbosity`
 */
export function optionalFields(api: string, fields: readonly string[]): OptionalFields {
  const without = (field: string): string => withoutField(api, field);
  const withoutValue = (field: string, value: string): string => `${api} without ${field}=${value}`;
  return {
    apply(body, known) {
      if (known.isEmpty) return body;
      const refused = fields.filter(field => {
        const value = valueAt(body, field);
        if (value === undefined) return false;
        return known.has(without(field)) || known.has(withoutValue(field, written(value)));
      });
      return refused.reduce(leaveOut, body);
    },
    correct(refusal, body) {
      const said = readRefusal(refusal);
      if (!said) return undefined;
      const named = fields.filter(
        field => valueAt(body, field) !== undefined && (names(said, field) || means(said, field)),
      );
      if (named.length === 0) return undefined;
      const onlyValue = saysValue(said) || !saysUnknown(said);
      if (!onlyValue) return { lessons: named.map(without), lasting: true };
      if (named.some(field => chosenValues.has(field))) return undefined;
      // A server that calls it its own fault and a value wrong has something else in mind.
      if (said.status >= 500) return undefined;
      const values = named.map(field => valueAt(body, field));
      return {
        lessons: named.map((field, at) => withoutValue(field, written(values[at]))),
        // A long one hardly comes again.
        lasting: values.every(value => JSON.stringify(value).length <= longestValue),
      };
    },
  };
}

/** Fields that bound the answer, by name. The first that the model takes is sent. */
export interface LimitField {
  /** The name to send a limit under; undefined: it takes none. */
  name(known: Known): string | undefined;
  /** What to ask differently after a refusal that is about the limit in `body`; undefined when it is not. */
  correct(refusal: { status: number; text: string }, body: Body): Correction | undefined;
}

/** A limit that goes by these names, the likeliest first. */
export function limitField(api: string, fields: readonly string[]): LimitField {
  const without = (field: string): string => withoutField(api, field);
  const asWell = `${api} with any limit`;
  return {
    name: known => (known.has(asWell) ? undefined : fields.find(field => !known.has(without(field)))),
    correct(refusal, body) {
      const said = readRefusal(refusal);
      const sent = fields.find(field => body[field] !== undefined);
      if (!said || sent === undefined) return undefined;
      const other = fields.find(field => field !== sent && names(said, field));
      if (!names(said, sent) && other === undefined) return undefined;
      if (saysUnknown(said) && !/too (large|long|big|high)|context|range/i.test(said.words))
        return { lessons: [without(sent)], lasting: true };
      // Too much for the room that this prompt leaves, or for the model: it may write what it can, and is cut here.
      return said.status < 500 && saysValue(said) ? { lessons: [asWell], lasting: false } : undefined;
    },
  };
}

/** Thinking is refused in words of its own: "does not support thinking". */
function means({ words }: SaidRefusal, field: string): boolean {
  return field.startsWith('reasoning') && /\b(think|thinking|reasoning)\b/i.test(words);
}

function written(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= longestValue ? text : `${text.length} code units`;
}

function valueAt(body: Body, field: string): unknown {
  return field.split('.').reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), body);
}

function leaveOut(body: Body, field: string): Body {
  const [head = field, ...rest] = field.split('.');
  const { [head]: value, ...others } = body;
  if (rest.length === 0 || !isRecord(value)) return others;
  const left = leaveOut(value, rest.join('.'));
  return Object.keys(left).length === 0 ? others : { ...others, [head]: left };
}
