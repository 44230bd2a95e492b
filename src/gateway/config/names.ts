import { errorClasses, type ErrorClass } from '../../engines/routing/errorClass';
import type { NameSpec, SeatSpec } from '../../engines/routing/fleet';
import type { GatewayConfig, NameConfig } from './schema';

/** After which failures a fallback is asked that names none: all for which another model may help at the same length. */
const usualFailures: readonly ErrorClass[] = errorClasses.filter(kind => kind !== 'context');

/** What each name that clients may ask for stands for: those of `models` first, then the models by their own ids. */
export function namesOf(config: GatewayConfig): readonly NameSpec[] {
  const { upstreams, models = {} } = config;
  const named = Object.entries(models);
  const ids = new Set(upstreams.flatMap(upstream => upstream.models));
  return [
    ...named.map(([name, entry]) => specOf(name, entry, config)),
    ...[...ids].filter(id => !Object.hasOwn(models, id)).map(id => specOf(id, {}, config)),
  ];
}

/** Whether some name is served by this upstream and nobody else: then it is worth asking it once more. */
export function standsAlone(upstream: string, names: readonly NameSpec[]): boolean {
  return names.some(({ seats, fallbacks }) =>
    [seats, ...fallbacks.map(fallback => fallback.seats)].flat().every(seat => seat.upstream === upstream),
  );
}

function specOf(name: string, entry: NameConfig, config: GatewayConfig): NameSpec {
  const { models = {} } = config;
  return {
    name,
    seats: seatsOf(name, entry, config),
    fallbacks: (entry.fallback ?? []).map(({ to, on }) => ({
      seats: seatsOf(to, Object.hasOwn(models, to) ? (models[to] ?? {}) : {}, config),
      after: on ?? usualFailures,
    })),
    hedgedLanes: entry.hedge?.lanes ?? [],
  };
}

/** The models of a name in their order, at each of the upstreams that has them. */
function seatsOf(
  name: string,
  { models = [name], upstreams }: NameConfig,
  config: GatewayConfig,
): readonly SeatSpec[] {
  const allowed = config.upstreams.filter(upstream => upstreams?.includes(upstream.name) ?? true);
  return models.flatMap(model =>
    allowed
      .filter(upstream => upstream.models.includes(model))
      .map(upstream => ({ upstream: upstream.name, model })),
  );
}
