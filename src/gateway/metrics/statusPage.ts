import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
main { overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin-bottom: 1.5rem; }
.wide:focus-visible { outline: 2px solid; outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; overflow-wrap: normal; }
caption { text-align: start; font-weight: 600; padding: .25rem 0; }
th, td { text-align: start; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
td { font-variant-numeric: tabular-nums; }
@media (min-width: 60rem) { td { overflow-wrap: anywhere; } }
`;

/** Puts everything on the page as text; what the gateway says is never markup. */
const script = `
'use strict';
const byId = id => document.getElementById(id);
const form = byId('form');
let token = '';
let timer;
const show = (id, rows, columns) => {
  const body = byId(id).tBodies[0];
  body.replaceChildren(...rows.map(row => {
    const line = document.createElement('tr');
    for (const column of columns) {
      const cell = document.createElement('td');
      const value = column(row);
      cell.textContent = value === undefined || value === null ? '' : String(value);
      line.append(cell);
    }
    return line;
  }));
};
// A live region: the same again is not read out again.
const say = text => { if (byId('said').textContent !== text) byId('said').textContent = text; };
const ms = value => value === undefined ? '' : Math.round(value) + ' ms';
const total = counts => Object.values(counts).reduce((sum, count) => sum + count, 0);
const clock = value => new Date(value).toLocaleTimeString();
const sums = [s => s.name, s => s.turns, s => s.failed, s => s.inputTokens, s => s.outputTokens];
async function look() {
  clearTimeout(timer);
  const answer = await fetch('status.json', { headers: { authorization: 'Bearer ' + token }, cache: 'no-store' });
  if (!answer.ok) {
    say(answer.status === 401 ? 'This is not a token of this gateway.' : 'The gateway says ' + answer.status + '.');
    form.hidden = false;
    return;
  }
  const facts = await answer.json();
  form.hidden = true;
  byId('facts').hidden = false;
  say('');
  byId('state').textContent = [facts.engine, facts.model, facts.connections + ' connections', facts.inFlight + ' running', facts.waiting + ' waiting', facts.ready ? 'ready' : 'not ready: ' + facts.reason].join(' · ');
  show('running', facts.running, [t => clock(t.startedAt), t => t.client, t => t.lane, t => t.model, t => t.over, t => t.id]);
  show('recent', facts.recent, [t => clock(t.startedAt), t => t.client, t => [...(t.fallbackFrom || []), t.upstream].join(' → '), t => t.model, t => t.code || t.status, t => ms(t.firstTokenMs), t => ms(t.ms), t => t.inputTokens, t => t.outputTokens, t => t.id]);
  show('clients', facts.clients, sums);
  show('upstreams', facts.upstreams, sums);
  byId('servers').hidden = !facts.servers;
  show('servers', facts.servers || [], [s => s.name, s => s.health, s => s.reason, s => s.models.join(', '), s => s.maxInFlight ? s.inFlight + ' of ' + s.maxInFlight : s.inFlight, s => s.weight, s => ms(s.firstTokenP95Ms), s => total(s.tally.failures), s => s.tally.fallbacks, s => s.tally.hedges.won + ' of ' + total(s.tally.hedges), s => total(s.tally.wasted)]);
  timer = setTimeout(() => look().catch(lost), 2000);
}
const lost = () => { say('The gateway cannot be reached.'); timer = setTimeout(() => look().catch(lost), 5000); };
form.addEventListener('submit', event => {
  event.preventDefault();
  token = byId('token').value.trim();
  look().catch(lost);
});
`;

const table = (id: string, caption: string, columns: readonly string[]): string =>
  `<div class="wide" role="region" tabindex="0" aria-labelledby="${id}-name"><table id="${id}"><caption id="${id}-name">${caption}</caption><thead><tr>${columns
    .map(column => `<th scope="col">${column}</th>`)
    .join('')}</tr></thead><tbody></tbody></table></div>`;

const sumColumns = ['Name', 'Turns', 'Failed', 'Tokens in', 'Tokens out'];

/** The page that shows what a gateway does. It holds nothing secret: what it shows it asks for, with a token. */
export const statusPage = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Codex Spark gateway</title><style>${style}</style></head>
<body><main><h1>Codex Spark gateway</h1><p id="said" role="status"></p>
<form id="form"><label>Token of this gateway <input id="token" type="password" autocomplete="off" required></label> <button>Show</button></form>
<div id="facts" hidden><p id="state"></p>
${table('servers', 'Servers, as they are now', ['Name', 'Health', 'Why', 'Models', 'Running', 'Weight', 'First token, p95', 'Failures', 'Fallbacks', 'Hedges won', 'Tokens wasted'])}
${table('running', 'Running', ['Since', 'Token', 'Lane', 'Model', 'Over', 'Response'])}
${table('recent', 'Last turns', ['At', 'Token', 'Server', 'Model', 'Ended', 'First token', 'In all', 'Tokens in', 'Out', 'Response'])}
${table('clients', 'By token, since the start', sumColumns)}
${table('upstreams', 'By server, since the start', sumColumns)}
</div></main><script>${script}</script></body></html>
`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may do: its own style and script, and questions to the gateway it came from. */
export const statusPolicy = [
  `default-src 'none'`,
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  `connect-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');
