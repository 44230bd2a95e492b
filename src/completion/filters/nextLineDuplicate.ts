import type { Filter } from './filter';

/** Drops a text whose first line is what the next non-empty line already says. */
export const nextLineDuplicate: Filter = (text, { snapshot }) => {
  const [, ...below] = snapshot.suffix.split('\n');
  const next = below.find(line => line.trim() !== '')?.trim();
  const current = snapshot.prefix.slice(snapshot.prefix.lastIndexOf('\n') + 1);
  const [first = ''] = text.split('\n').filter(line => line.trim() !== '');
  const whole = (text.startsWith('\n') ? first : current + first).trim();
  return next !== undefined && whole.length >= 3 && whole === next ? undefined : text;
};
