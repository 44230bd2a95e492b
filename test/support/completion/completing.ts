import type { Candidate } from '../../../src/completion/answers/accepted';
import { Completer, type CompleterOptions } from '../../../src/completion/completer';
import { StaticContext } from '../../../src/completion/prompt/staticContext';
import { ManualClock } from '../manualClock';
import { at } from './cursorText';
import { FakeSession } from './fakeSession';

/** A completer over a session whose answers the test dictates, in a time that the test owns. */
export function setUp(options: Partial<CompleterOptions> = {}) {
  const session = new FakeSession();
  const context = new StaticContext(session);
  const clock = new ManualClock();
  const completer = new Completer(session, context, clock, {
    maxOutputTokens: 100,
    settleMs: 60,
    ...options,
  });
  const busy: boolean[] = [];
  completer.onDidChangeBusy(now => busy.push(now));
  const never = new AbortController().signal;
  const complete = (screen: string, signal = never): Promise<Candidate | undefined> =>
    completer.complete(at(screen), signal);
  return { session, context, clock, completer, busy, complete };
}
