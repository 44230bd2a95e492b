import type { Clock } from '../../src/common/clock';
import { Completer } from '../../src/completion/completer';
import type { StaticContext } from '../../src/completion/prompt/staticContext';
import type { PacedSession } from './pacedSession';
import type { Strategy } from './strategy';

/** The completer of the extension, wired as `src/editor/inline/inlineFeature.ts` wires it. */
export function ours(session: PacedSession, context: StaticContext, clock: Clock): Strategy {
  const completer = new Completer(session, context, clock, { maxOutputTokens: 160, settleMs: 60 });
  return {
    changed: snapshot => completer.typed(snapshot),
    provide: async (snapshot, signal) => (await completer.complete(snapshot, signal))?.text,
    onGrow: grow => void completer.onDidGrow(grow),
    dispose: () => completer.dispose(),
  };
}
