import { generate } from 'selfsigned';

/** Names of services that stand-ins take the place of, and names that nobody has. */
const names = [
  'upstream.test',
  'elsewhere.test',
  'api.openai.com',
  'my-resource.openai.azure.com',
  'api.cerebras.ai',
  'api.x.ai',
  'api.mistral.ai',
  'api.inceptionlabs.ai',
  'api.deepseek.com',
  'api.groq.com',
  'api.sambanova.ai',
  'api.fireworks.ai',
  'generativelanguage.googleapis.com',
  'openrouter.ai',
  'ai-gateway.vercel.sh',
  'api.morphllm.com',
  'instantapply.endpoint.relace.run',
];

/** A certificate of nobody's authority, for loopback and the names tests use. PEM. */
export async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
  const altNames = [
    { type: 7 as const, ip: '127.0.0.1' },
    ...names.map(value => ({ type: 2 as const, value })),
  ];
  const made = await generate([{ name: 'commonName', value: 'upstream.test' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  return { key: made.private, cert: made.cert };
}
