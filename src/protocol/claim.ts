import * as v from 'valibot';

const claim = v.object({
  /** The process, for a first look whether it lives. */
  pid: v.pipe(v.number(), v.integer(), v.minValue(2)),
  url: v.pipe(v.string(), v.regex(/^ws:\/\/127\.0\.0\.1:\d{1,5}\//)),
  http: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:\d{1,5}\//)),
  token: v.pipe(v.string(), v.minLength(32)),
});

/** What a shared gateway writes into its claim file: where it is, and the token that opens it. */
export type Claim = v.InferOutput<typeof claim>;

/** Largest claim file that is read, in bytes. */
export const maxClaimBytes = 4096;

/** Reads what is in a claim file; undefined where it is no claim. */
export function parseClaim(text: string): Claim | undefined {
  try {
    const parsed = v.safeParse(claim, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
