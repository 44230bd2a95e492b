import * as v from 'valibot';

/** The response header in which our gateway announces, during the upgrade, what it can do. */
export const announcementHeader = 'x-codex-spark-profile';

const schema = v.object({
  v: v.literal(1),
  /** The engine that generates, such as `local`. */
  engine: v.string(),
  /** The model id a request gets when it names none. */
  model: v.string(),
  concurrentLanes: v.boolean(),
  steer: v.boolean(),
  warmUp: v.boolean(),
  /** Understands `codex_spark.cancel`. */
  cancel: v.boolean(),
  /** Keeps chains by `previous_response_id`. */
  incremental: v.boolean(),
  maxInFlight: v.pipe(v.number(), v.integer(), v.minValue(1)),
  maxLanes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Age at which the server closes the socket, in ms. */
  maxConnectionMs: v.pipe(v.number(), v.minValue(1)),
  /** Compares requests with earlier responses and says whether it still had their beginning. */
  promptCache: v.optional(v.boolean()),
  /** Of a gateway in front of another server: which one, and how it is asked. For people to see. */
  upstream: v.optional(v.object({ server: v.string(), api: v.string(), completions: v.string() })),
});

/** What a server of ours says of itself in the handshake. */
export type Announcement = v.InferOutput<typeof schema>;

/** The header's value: ASCII only, whatever a model is called. */
export function writeAnnouncement(announcement: Announcement): string {
  return JSON.stringify(announcement).replaceAll(
    /[^\x20-\x7e]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Reads the header; undefined when it is absent, unreadable or of another version, as for any foreign server. */
export function readAnnouncement(value: string | undefined): Announcement | undefined {
  if (value === undefined) return undefined;
  try {
    const parsed = v.safeParse(schema, JSON.parse(value));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
