/** Shapes that many servers have from OpenAI. */
import { created } from './hosted';
import { json, type Reply } from './standIn';

type Json = Readonly<Record<string, unknown>>;

/** A key of a stand-in. */
export const bearer = (name: string): string => `${name}-standin-0123456789`;

/** OpenAI's shape of an error. */
export function refusal(
  status: number,
  message: string,
  type: string,
  code: string | null,
  more: Json = {},
): Reply {
  return json({ error: { message, type, param: null, code, ...more } }, status);
}

/** A list of models. */
export function models(ids: readonly string[], owner: string): Reply {
  return json({ object: 'list', data: ids.map(id => ({ id, object: 'model', created, owned_by: owner })) });
}
