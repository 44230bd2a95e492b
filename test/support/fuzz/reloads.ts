import { entry, model, SeveralUpstreams, speaking } from '../gateway/severalUpstreams';
import { isTaken, hostileConfig } from './configs';
import type { Dice } from './dice';

/**
 * Has a real gateway read hostile files again and again, with an honest client beside it. Resolves to what did not hold: the
 * client is answered by the upstream that the last good file named, and each file is refused in one line.
 * @param script the gateway to try; undefined: the one that is built
 */
export async function hostileReloads(dice: Dice, count: number, script?: string): Promise<readonly string[]> {
  const faults: string[] = [];
  const good = await speaking('good');
  const several = await SeveralUpstreams.create(script);
  try {
    const config = { upstreams: [entry('good', good)], models: { fast: { models: [model] } } };
    await several.write(config);
    await several.start();
    const errors = (): number => several.gateway.process.errors.match(/Z error not reloaded/g)?.length ?? 0;
    for (let n = 1; n <= count; n++) {
      let text = hostileConfig(dice);
      while (isTaken(text)) text = hostileConfig(dice);
      await several.write(text);
      const before = errors();
      const [said] = await Promise.all([several.ask(`beside ${n}`), several.hangUp()]);
      if (said !== 'good speaking') faults.push(`file ${n}: the client beside it got ${said.slice(0, 200)}`);
      if (errors() !== before + 1) faults.push(`file ${n}: ${errors() - before} errors in the log`);
    }
    await several.write(config);
    await several.hangUp();
    if (!several.gateway.process.errors.includes('Z info reloaded'))
      faults.push('a good file is not taken any more');
    return faults;
  } finally {
    await several.dispose();
    await good.dispose();
  }
}
