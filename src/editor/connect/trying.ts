import { t } from '../../common/l10n';
import type { ApiKeys } from '../endpoints/apiKeys';
import { readCaFile } from '../endpoints/caFile';
import { parseEndpoint } from '../endpoints/endpoint';
import type { EndpointConnection } from '../endpoints/endpointConnection';
import type { EndpointSpec } from '../endpoints/endpointSpec';
import { readEndpointSettings } from '../endpoints/readEndpointSettings';
import { draftSpec, type Draft } from './draft';
import { liveTest, type LiveTest } from './liveTest';
import { listModels, type ModelList } from './modelList';

/** What trying a draft works with. */
export interface TryingParts {
  readonly keys: ApiKeys;
  /** Builds a connection to try; disposed here. */
  readonly tryOut: (spec: EndpointSpec, key: string | undefined) => EndpointConnection;
}

/** What can be done with a draft before it is kept. */
export interface Trying {
  readonly specOf: (draft: Draft) => EndpointSpec | undefined;
  /** Whether there is a key for its host already. */
  readonly hasKey: (draft: Draft) => Promise<boolean>;
  /** The models of its server. Rejects only when `signal` aborts. */
  readonly models: (draft: Draft, signal: AbortSignal) => Promise<ModelList>;
  /** Asks its model something that is always the same, without any code of the person's. Never rejects. */
  readonly test: (draft: Draft, signal: AbortSignal) => Promise<LiveTest>;
}

/** Tries drafts. Nothing of it is kept anywhere. */
export function trying({ keys, tryOut }: TryingParts): Trying {
  const specOf = (draft: Draft): EndpointSpec | undefined => draftSpec(draft, readEndpointSettings());
  const keyOf = async (draft: Draft): Promise<string | undefined> => {
    const spec = specOf(draft);
    return draft.key ?? (spec && (await keys.get(spec)));
  };
  return {
    specOf,
    hasKey: async draft => {
      const spec = specOf(draft);
      return spec !== undefined && (await keys.get(spec)) !== undefined;
    },
    async models(draft, signal) {
      const endpoint = parseEndpoint(draft.address);
      if (!('url' in endpoint)) return { kind: 'failed', reason: t('There is no address.') };
      const certificates = readCaFile(readEndpointSettings().caFile);
      if ('problem' in certificates) return { kind: 'failed', reason: certificates.problem };
      const { headers } = draft.rest;
      const key = await keyOf(draft);
      return await listModels({ url: endpoint.url, key, headers, ca: certificates.authorities }, signal);
    },
    async test(draft, signal) {
      const spec = specOf(draft);
      if (!spec) return { works: false, summary: t('There is no address.'), how: '' };
      const connection = tryOut(spec, await keyOf(draft));
      try {
        return await liveTest(connection.session, spec, signal);
      } finally {
        connection.dispose();
      }
    },
  };
}
