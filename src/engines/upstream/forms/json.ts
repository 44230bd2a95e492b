/** Readers of JSON that came from outside: what is not of the expected kind is undefined. */
import { isRecord } from '../../../protocol/saidError';

export { isRecord };

/** A field that is text. */
export function textOf(record: unknown, field: string): string | undefined {
  const value = isRecord(record) ? record[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A field that is a number and not negative. */
export function countOf(record: unknown, field: string): number | undefined {
  const value = isRecord(record) ? record[field] : undefined;
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? Math.round(value) : undefined;
}

/** A field that is a list; an empty one when it is not. */
export function listOf(record: unknown, field: string): readonly unknown[] {
  const value: unknown = isRecord(record) ? record[field] : undefined;
  return Array.isArray(value) ? value : [];
}

/** A field that is an object. */
export function recordOf(record: unknown, field: string): Readonly<Record<string, unknown>> | undefined {
  const value = isRecord(record) ? record[field] : undefined;
  return isRecord(value) ? value : undefined;
}
