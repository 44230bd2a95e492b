import type { GatewayConfig, NameConfig } from './schema';

/** Something in a file of upstreams that is well-formed and does not fit the rest. */
export interface Misfit {
  /** Names and indexes, from the top. */
  readonly path: readonly unknown[];
  /** The end of a sentence that begins with the path. */
  readonly message: string;
  /** Whether the name is meant and not its value. */
  readonly ofName?: boolean;
}

/** The first thing in it that does not fit the rest. */
export function whatDoesNotFit(config: GatewayConfig): Misfit | undefined {
  const { upstreams, models = {} } = config;
  const names = upstreams.map(({ name }) => name);
  const twice = names.findIndex((name, index) => names.indexOf(name) < index);
  if (twice >= 0)
    return {
      path: ['upstreams', twice, 'name'],
      message: 'is the name of another upstream: give it one of its own',
    };
  for (const [name, entry] of Object.entries(models)) {
    const misfit = ofEntry(name, entry, config);
    if (misfit) return { ...misfit, path: ['models', name, ...misfit.path] };
  }
  return undefined;
}

function ofEntry(name: string, entry: NameConfig, config: GatewayConfig): Misfit | undefined {
  const { upstreams, models = {} } = config;
  const unknown = entry.upstreams?.findIndex(one => !upstreams.some(upstream => upstream.name === one)) ?? -1;
  if (unknown >= 0)
    return { path: ['upstreams', unknown], message: 'is no upstream of this file: name one that is' };
  const allowed = upstreams.filter(upstream => entry.upstreams?.includes(upstream.name) ?? true);
  const isServed = (model: string): boolean => allowed.some(upstream => upstream.models.includes(model));
  if (entry.models === undefined && !isServed(name))
    return {
      path: [],
      message: 'needs "models", the ids it stands for, because no upstream has a model of this id',
      ofName: true,
    };
  const missing = entry.models?.findIndex(model => !isServed(model)) ?? -1;
  if (missing >= 0)
    return {
      path: ['models', missing],
      message: 'is a model that no upstream of it has: name it in the "models" of one',
    };
  const isKnown = (to: string): boolean =>
    Object.hasOwn(models, to) || upstreams.some(upstream => upstream.models.includes(to));
  for (const [index, { to }] of (entry.fallback ?? []).entries()) {
    const path = ['fallback', index, 'to'];
    if (!isKnown(to))
      return { path, message: 'is neither a model of an upstream nor a name in "models": name one' };
    if (to === name) return { path, message: 'is the name it is a fallback for: name another' };
  }
  const wanted = entry.models ?? [name];
  const places = allowed.filter(upstream => upstream.models.some(model => wanted.includes(model)));
  if (entry.hedge && places.length < 2)
    return {
      path: ['hedge'],
      message: 'needs a second upstream that has the model: add one, or leave it out',
      ofName: true,
    };
  return undefined;
}
