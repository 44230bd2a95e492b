import assert from 'node:assert/strict';
import { isLoopback } from '../../../src/common/loopback';

describe('isLoopback', () => {
  const own = ['localhost', 'LOCALHOST', '127.0.0.1', '127.255.0.9', '::1', '[::1]'];
  const others = [
    'localhost.example.com',
    '127.0.0.1.example.com',
    '127.0.0.256',
    '127.1',
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '',
  ];
  for (const host of own) it(`knows ${host}`, () => assert.equal(isLoopback(host), true));
  for (const host of others)
    it(`takes "${host}" for another machine`, () => assert.equal(isLoopback(host), false));
});
