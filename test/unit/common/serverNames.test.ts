import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { serverOfHost } from '../../../src/common/serverHosts';
import { serverNames, serverTitles } from '../../../src/common/upstreamNames';
import { presets } from '../../../src/editor/connect/presets';
import { servers } from '../../../src/engines/upstream/probe/servers';

/** Servers that only merge are set up by their page; the wizard's last question has no place for them. */
const withoutPreset = ['morph', 'relace', 'other'];

describe('The names of servers', () => {
  const overview = readFileSync('docs/upstreams/README.md', 'utf8');
  const rows = new Map(
    [...overview.matchAll(/^\| \[([^\]]+)\]\(([^)]+)\)/gm)].map(([, title = '', page = '']) => [title, page]),
  );

  it('are the same in what the gateway says', () => {
    for (const name of serverNames) assert.equal(servers[name].title, serverTitles[name]);
  });

  it('are the same in the wizard', () => {
    const offered = new Set(presets.map(({ name }) => name.replace(/ Ultrafast$/, '')));
    const expected = serverNames
      .filter(name => !withoutPreset.includes(name))
      .map(name => serverTitles[name]);
    assert.deepEqual([...offered].sort(), [...expected].sort());
  });

  it('are the same in the documents: a row of the overview, and a page with that title', () => {
    const titles = serverNames.filter(name => name !== 'other').map(name => serverTitles[name]);
    assert.deepEqual([...rows.keys()].sort(), [...titles, 'any other'].sort());
    for (const title of titles) {
      const page = readFileSync(`docs/upstreams/${rows.get(title) ?? ''}`, 'utf8');
      assert.equal(/^# (.*)$/m.exec(page)?.[1], title);
    }
    assert.equal(rows.size, readdirSync('docs/upstreams').length - 1);
  });

  it('stand in the list of what can be connected, in the order of the wizard', () => {
    const list = presets.map(({ name }) => name).join(', ');
    const page = readFileSync('docs/endpoints.md', 'utf8').replaceAll(/\s+/g, ' ');
    assert.ok(page.includes(`**What.** ${list},`), list);
  });

  it('are found by the hosts of the presets', () => {
    for (const { name, url, key } of presets) {
      if (key !== 'required') continue;
      const server = serverOfHost(new URL(url).hostname);
      assert.equal(server && serverTitles[server], name.replace(/ Ultrafast$/, ''), url);
    }
    for (const host of ['api.groq.com.evil.test', 'xapi.groq.com', 'openrouter.ai.evil.test', 'vercel.sh'])
      assert.equal(serverOfHost(host), undefined);
  });
});
