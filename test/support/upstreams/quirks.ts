import { fixedKey } from '../../../src/engines/upstream/upstreamKey';
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { writeForm } from '../../../src/protocol/promptForms';
import { hello, helloText } from './answers';
import { serverKinds } from './servers';
import { data, json, stream, type Asked, type Reply } from './standIn';
import type { Seen } from './upstreamRig';

const cursor = writeForm({ kind: 'cursor', path: 'a.ts', language: 'typescript', prefix: 'a', suffix: 'b' });

/** Every wire form: a server that speaks it, and how it is asked. */
export const wireForms = {
  chat: { kind: serverKinds.vllm, input: 'Hi', options: { api: 'chat' } },
  completions: { kind: serverKinds.vllm, input: cursor, options: { api: 'completions' } },
  infill: { kind: serverKinds['llama.cpp'], input: cursor, options: { api: 'infill' } },
  responses: {
    kind: serverKinds.openai,
    input: 'Hi',
    options: {
      api: 'responses',
      server: 'openai',
      model: 'gpt-6.2-sol',
      key: fixedKey(serverKinds.openai.key),
    },
  },
} as const;

type Form = (typeof wireForms)[keyof typeof wireForms];

/** Whole text of the answer a form's server gives. */
function wire(form: Form, asked: Asked): string {
  return form.kind.reply(asked, hello).steps.map(String).join('');
}

/** An answer with this body instead of the usual one. */
export function withBody(asked: Asked, form: Form, change: (text: string) => Reply['steps']): Reply {
  const usual = form.kind.reply(asked, hello);
  return asked.method === 'POST' ? { ...usual, steps: change(wire(form, asked)) } : usual;
}

/** Cuts a text into pieces of so many bytes, in the middle of characters too. */
function bytes(text: string, size: number): Buffer[] {
  const all = Buffer.from(text);
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.subarray(n * size, (n + 1) * size),
  );
}

/** The usual answer, complete. */
export const whole: (seen: Seen) => void = seen => {
  assert.equal(seen.text, helloText, JSON.stringify(seen));
  assert.equal(seen.state, 'completed');
};

/** No answer at all, but this error. */
export const failed =
  (status: number, code: string, message: RegExp) =>
  (seen: Seen): void => {
    assert.deepEqual([seen.status, seen.code], [status, code], JSON.stringify(seen));
    assert.match(String(seen.message), message);
  };

/** An answer that broke after it had begun: without a stream that is an error, and none of it is taken for the whole. */
export const brokeOff =
  (code: string, message: RegExp) =>
  (seen: Seen): void => {
    assert.deepEqual([seen.state, seen.code, seen.text], [undefined, code, ''], JSON.stringify(seen));
    assert.ok(seen.status >= 500, String(seen.status));
    assert.match(String(seen.message), message);
  };

/** The first two events that carry text, and everything before them. */
export function upToText(text: string): string {
  const at = text.indexOf('Hel');
  return text.slice(0, text.indexOf('\n\n', at) + 2);
}

interface Quirk {
  readonly reply: (asked: Asked, form: Form) => Reply;
  readonly expect: (seen: Seen) => void;
  /** Forms it makes no sense for. */
  readonly not?: readonly (keyof typeof wireForms)[];
}

/** What real servers and proxies do, and what a client must then see. */
export const quirks: Readonly<Record<string, Quirk>> = {
  'a stream cut after every third byte': {
    reply: (asked, form) => withBody(asked, form, text => bytes(text, 3)),
    expect: whole,
  },
  'a whole stream in one packet': {
    reply: (asked, form) => withBody(asked, form, text => [text]),
    expect: whole,
  },
  'CRLF line ends': {
    reply: (asked, form) => withBody(asked, form, text => bytes(text.replaceAll('\n', '\r\n'), 50)),
    expect: whole,
  },
  'comments, ids and retry fields between events': {
    reply: (asked, form) =>
      withBody(asked, form, text => [
        `: OPENROUTER PROCESSING\n\nretry: 10\nid: 7\n\n${text.replaceAll('\n\n', '\n: ping\n\n')}`,
      ]),
    expect: whole,
  },
  'no space after the colon': {
    reply: (asked, form) => withBody(asked, form, text => [text.replaceAll('data: ', 'data:')]),
    expect: whole,
  },
  'no [DONE]': {
    reply: (asked, form) => withBody(asked, form, text => [text.replace('data: [DONE]\n\n', '')]),
    expect: whole,
  },
  'a last event without its blank line': {
    reply: (asked, form) => withBody(asked, form, text => [text.trimEnd()]),
    expect: whole,
  },
  'no usage': {
    reply: (asked, form) =>
      withBody(asked, form, text => [
        text
          .replaceAll('"usage":{', '"used":{')
          .replaceAll('tokens_predicted', 'x')
          .replaceAll('tokens_evaluated', 'y'),
      ]),
    expect: seen => {
      whole(seen);
      const { input_tokens, output_tokens } = seen.usage as Record<string, number>;
      assert.ok(input_tokens && output_tokens && output_tokens === Math.ceil(helloText.length / 4));
    },
  },
  'the content type of plain text': {
    reply: (asked, form) => ({
      ...form.kind.reply(asked, hello),
      ...(asked.method === 'POST' ? { headers: { 'content-type': 'text/plain' } } : {}),
    }),
    expect: whole,
  },
  'gzip although it was not asked for': {
    reply: (asked, form) => {
      const usual = form.kind.reply(asked, hello);
      if (asked.method !== 'POST') return usual;
      const packed = gzipSync(wire(form, asked));
      const steps = [packed.subarray(0, 20), packed.subarray(20)];
      return { headers: { ...usual.headers, 'content-encoding': 'gzip' }, steps };
    },
    expect: whole,
  },
  'an encoding nobody knows': {
    reply: (asked, form) => {
      const usual = form.kind.reply(asked, hello);
      if (asked.method !== 'POST') return usual;
      return { ...usual, headers: { ...usual.headers, 'content-encoding': 'zstd-9' } };
    },
    expect: failed(502, 'upstream_disconnected', /lost/),
  },
  'a stream that ends in the middle': {
    reply: (asked, form) => withBody(asked, form, text => [upToText(text)]),
    expect: brokeOff('upstream_incomplete', /ended the stream before/),
  },
  'a stream that ends in the middle of an event': {
    reply: (asked, form) =>
      withBody(asked, form, text => [upToText(text), text.slice(upToText(text).length, -60).slice(0, 30)]),
    expect: seen => {
      assert.deepEqual([seen.status, seen.state], [502, undefined]);
      assert.match(String(seen.code), /^upstream_(bad_answer|incomplete)$/);
    },
  },
  'a reset in the middle': {
    reply: (asked, form) => withBody(asked, form, text => [upToText(text), { do: 'reset' }]),
    expect: brokeOff('upstream_disconnected', /lost/),
  },
  'an error in the middle (OpenAI, vLLM)': {
    reply: (asked, form) =>
      withBody(asked, form, text => [
        upToText(text),
        data({
          error: { message: 'CUDA out of memory', type: 'InternalServerError', param: null, code: 500 },
        }),
        data('[DONE]'),
      ]),
    expect: brokeOff('InternalServerError', /broke off: CUDA out of memory/),
  },
  'an error in the middle (an event named error)': {
    reply: (asked, form) =>
      withBody(asked, form, text => [
        upToText(text),
        'event: error\ndata: {"error":{"message":"The model has crashed.","code":"model_crashed"}}\n\n',
      ]),
    expect: brokeOff('model_crashed', /The model has crashed/),
  },
  'an error in the middle (a field named error, older llama.cpp)': {
    reply: (asked, form) =>
      withBody(asked, form, text => [
        upToText(text),
        'error: {"code":500,"message":"context shift failed","type":"server_error"}\n\n',
      ]),
    expect: brokeOff('server_error', /context shift failed/),
  },
  'an error in the middle (Ollama, a string)': {
    reply: (asked, form) =>
      withBody(asked, form, text => [upToText(text), data({ error: 'llama runner has terminated' })]),
    expect: brokeOff('upstream_error', /llama runner has terminated/),
  },
  'garbage in the middle': {
    reply: (asked, form) => withBody(asked, form, text => [upToText(text), 'data: {"choices": [oops\n\n']),
    expect: brokeOff('upstream_bad_answer', /not of this API \(no JSON\)/),
  },
  'an HTML error page with an error status': {
    reply: asked =>
      asked.method === 'POST'
        ? {
            status: 502,
            headers: { 'content-type': 'text/html' },
            steps: ['<html><head><title>502 Bad\n Gateway</title></head><body>nginx</body></html>'],
          }
        : json({ data: [{ id: 'm' }] }),
    expect: failed(502, 'upstream_error', /answered 502: a web page \("502 Bad Gateway"\), not an API/),
  },
  'an HTML page with status 200': {
    reply: asked =>
      asked.method === 'POST'
        ? {
            headers: { 'content-type': 'text/html; charset=utf-8' },
            steps: ['<!doctype html><title>Sign in</title>'],
          }
        : json({ data: [{ id: 'm' }] }),
    expect: failed(502, 'upstream_error', /a web page \("Sign in"\), not an API/),
  },
  'status 200 with an error for a body': {
    reply: asked =>
      asked.method === 'POST'
        ? json({
            error: { message: 'Quota used up.', type: 'insufficient_quota', code: 'insufficient_quota' },
          })
        : json({ data: [{ id: 'm' }] }),
    // As the server itself would have told it with a status.
    expect: failed(429, 'insufficient_quota', /Quota used up/),
  },
  'status 200 with JSON of some other kind': {
    reply: asked => (asked.method === 'POST' ? json('welcome') : json({ data: [{ id: 'm' }] })),
    expect: failed(502, 'upstream_bad_answer', /not of this API/),
  },
  'an empty stream': {
    reply: asked => (asked.method === 'POST' ? stream([]) : json({ data: [{ id: 'm' }] })),
    expect: failed(502, 'upstream_incomplete', /ended the stream/),
  },
  'a redirect': {
    reply: asked =>
      asked.method === 'POST'
        ? { status: 307, headers: { location: 'https://elsewhere.example/v1' }, steps: [] }
        : json({ data: [{ id: 'm' }] }),
    expect: failed(
      502,
      'upstream_redirect',
      /redirects to https:\/\/elsewhere\.example\/v1\. Redirects are not followed/,
    ),
  },
  'a status that would send the client elsewhere': {
    reply: asked => (asked.method === 'POST' ? json({}, 426) : json({ data: [{ id: 'm' }] })),
    expect: seen => assert.equal(seen.status, 502),
  },
  'an error without any body': {
    reply: asked => (asked.method === 'POST' ? { status: 500, steps: [] } : json({ data: [{ id: 'm' }] })),
    expect: failed(500, 'upstream_error', /answered 500: no reason was given/),
  },
  'an error body of no known shape': {
    reply: asked =>
      asked.method === 'POST' ? { status: 418, steps: ['I am\n a teapot'] } : json({ data: [{ id: 'm' }] }),
    expect: failed(418, 'upstream_refused', /answered 418: I am a teapot/),
  },
  'a very long error': {
    reply: asked =>
      asked.method === 'POST'
        ? { status: 400, steps: ['x'.repeat(1_000_000)] }
        : json({ data: [{ id: 'm' }] }),
    expect: seen => assert.ok((seen.message?.length ?? 0) < 600),
  },
};
