import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { errorClasses } from '../../../../src/engines/routing/errorClass';
import { namesOf } from '../../../../src/gateway/config/names';
import { readConfig } from '../../../../src/gateway/config/readConfig';
import { configSchema } from '../../../../src/gateway/config/schema';

describe('the file of upstreams in the documents', () => {
  it('is one in serving-a-team.md', () => {
    const page = readFileSync('docs/serving-a-team.md', 'utf8');
    const [, text = ''] = /<!-- upstreams\.json -->\s+```json\n([\s\S]*?)```/.exec(page) ?? [];
    const { config } = readConfig(text, 'upstreams.json');
    assert.deepEqual(
      namesOf(config).map(({ name }) => name),
      ['fast', 'strong', 'qwen3-coder', 'gpt-5.4-mini'],
    );
  });

  it('has every member in gateway.md, and every kind of failure', () => {
    const page = readFileSync('docs/gateway.md', 'utf8');
    const part = page.slice(
      page.indexOf('### In front of several servers'),
      page.indexOf('### Replay files'),
    );
    const upstream = Object.keys(configSchema.entries.upstreams.pipe[0].item.entries);
    assert.ok(upstream.length > 10);
    for (const member of upstream) assert.ok(part.includes(`\`.${member}`), member);
    const name = Object.keys(configSchema.entries.models.wrapped.value.entries);
    for (const member of name) assert.ok(part.includes(`.NAME.${member}`), member);
    for (const kind of errorClasses) assert.ok(part.includes(`\`${kind}\``), kind);
  });
});
