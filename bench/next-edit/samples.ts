import { reversalFilter } from '../../src/nextEdit/predict/reversal';
import { recentChanges } from '../../src/nextEdit/predict/predict';
import { featuresOf } from '../../src/nextEdit/predict/features';
import { latestPatterns, ratedLikes } from '../../src/nextEdit/predict/repeat';
import { Work } from '../../src/nextEdit/predict/work';
import { changesOfPair } from './alike';
import type { Sample } from './forest';
import { VersionJudge } from './judge';
import { Played } from './play';
import type { VersionPair } from './versions';

/** Groups of one file and changes of one file that come alone: more say little new. */
const mostGroups = 20;
const mostSingles = 25;

/** Changes that come alone are many more than those that come again; all of them together would drown these. */
const weightOfSingles = 0.5;

/** What could be offered while the changes of a file are made one by one, and whether it would have been right. */
export async function samplesOf(pair: VersionPair): Promise<Sample[]> {
  const samples: Sample[] = [];
  const { groups, singles } = changesOfPair(pair.before.split('\n'), pair.after.split('\n'));
  for (const [first, second] of groups.slice(0, mostGroups)) {
    const played = new Played(pair);
    if (first) played.play(first);
    samples.push(...(await samplesAt(played, pair.after, 1)));
    if (second) played.play(second);
    samples.push(...(await samplesAt(played, pair.after, 1)));
  }
  const step = Math.ceil(singles.length / mostSingles);
  for (const single of singles.filter((_, n) => n % step === 0)) {
    const played = new Played(pair);
    played.play(single);
    samples.push(...(await samplesAt(played, pair.after, weightOfSingles)));
  }
  return samples;
}

async function samplesAt(played: Played, target: string, weight: number): Promise<Sample[]> {
  const work = new Work(async () => {}, new AbortController().signal);
  const { moment, document } = played;
  const likes = await ratedLikes(latestPatterns(recentChanges(moment), moment), [document], work);
  const takesBack = reversalFilter([document], played.history, played.time);
  const offered = likes.filter(
    ({ like }) => !takesBack({ uri: like.uri, kind: 'repeat', edits: [like.edit], confidence: 1 }),
  );
  const judge = offered.length > 0 ? new VersionJudge(document.text, target) : undefined;
  return offered.map(({ like, facts, way }) => ({
    features: featuresOf(like, facts, way),
    isRight: judge?.isRight([like.edit]) ?? false,
    // A pattern with many places is one piece of evidence, not many.
    weight: weight / Math.sqrt(offered.filter(other => other.like.pattern === like.pattern).length),
  }));
}
