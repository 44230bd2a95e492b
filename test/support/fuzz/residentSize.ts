import type { Target } from './target';

/** The resident size of a gateway's process by its own `/metrics`, in bytes. */
export async function residentSize({ http, token }: Target): Promise<number> {
  const response = await fetch(http.replace(/\/v1$/, '/metrics'), {
    headers: { authorization: `Bearer ${token}` },
  });
  const figure = /^process_resident_memory_bytes (\d+)/m.exec(await response.text())?.[1];
  if (figure === undefined) throw new Error('no resident size in /metrics');
  return Number(figure);
}
