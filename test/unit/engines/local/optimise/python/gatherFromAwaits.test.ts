import fc from 'fast-check';
import { gatherFromAwaits } from '../../../../../../src/engines/local/optimise/python/gatherFromAwaits';
import { pyArgs, testPyRule } from './running';

const fn = (body: string): string => `import asyncio\nasync def h(a):\n    ${body}\n`;

testPyRule({
  rule: gatherFromAwaits,
  rewrites: [
    [
      fn('x = await g(a)\n    y = await g(2)\n    return x + y'),
      fn('x, y = await asyncio.gather(g(a), g(2))\n    return x + y'),
    ],
    [
      fn('x = await g(a)\n    y = await g(2)\n    z = await g(x)\n    return z'),
      fn('x, y = await asyncio.gather(g(a), g(2))\n    z = await g(x)\n    return z'),
    ],
  ],
  leaves: [
    fn('x = await g(a)\n    y = await g(x)\n    return x + y'),
    fn('x = await g(a)\n    x = await g(2)\n    return x'),
    fn('x = await g(a)\n    print(x)\n    y = await g(2)\n    return x + y'),
    fn('x = await g(a)  # first\n    y = await g(2)\n    return x + y'),
    fn('x = await a\n    y = await b\n    return x + y'),
    fn('x = await g(await a)\n    y = await g(2)\n    return x + y'),
    'async def h(a):\n    x = await g(a)\n    y = await g(2)\n    return x + y\n',
    'import asyncio\nasyncio = trio\nasync def h(a):\n    x = await g(a)\n    y = await g(2)\n    return x + y\n',
  ],
  runs: [
    [
      'import asyncio\nasync def g(x):\n    await asyncio.sleep(0)\n    return x * 2\nasync def h(a):\n    x = await g(a)\n    y = await g(2)\n    z = await g(x)\n    return x, y, z\ndef f(a):\n    return asyncio.run(h(a))\n',
      pyArgs(fc.integer({ min: 0, max: 5 }).map(String)),
    ],
  ],
});
