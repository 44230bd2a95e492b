import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import { isLoopback } from '../../common/loopback';
import type { Client } from '../clients/client';
import type { ClientDirectory } from '../clients/directory';
import { errorBody, type ErrorBody } from '../turn/served';

/** Who may use the gateway. */
export interface AccessRules {
  readonly clients: ClientDirectory;
  /** The address it listens on. */
  readonly host: string;
  /** Further names under which it may be addressed, such as the one of a load balancer. */
  readonly allowedHosts: readonly string[];
}

/**
 * Checks where a request comes from, before anything else is looked at: no web page may reach the gateway, not
 * even one whose domain name was pointed at loopback (DNS rebinding). A browser sends an `Origin` with every
 * WebSocket and every cross-site POST, and no native client does, so any origin is refused, `vscode-webview:`
 * included. Returns the refusal, or undefined.
 * @param isCheck whether it asks how the gateway is doing. Balancers ask that without a `Host`, and no browser can.
 */
export function checkSource(
  headers: IncomingHttpHeaders,
  rules: AccessRules,
  isCheck = false,
): ErrorBody | undefined {
  if (headers.origin !== undefined) {
    return errorBody({
      status: 403,
      code: 'origin_not_allowed',
      message: 'Requests from web pages are not allowed: the gateway is for native clients.',
    });
  }
  if (!(isCheck && headers.host === undefined) && !isAllowedHost(headers.host, rules)) {
    return errorBody({
      status: 403,
      code: 'host_not_allowed',
      message: 'The gateway is not known by this Host name. Start it with --allow-host NAME to add one.',
    });
  }
  return undefined;
}

/** Who sends a request, by `Authorization: Bearer TOKEN`; or the refusal. */
export function clientOf(headers: IncomingHttpHeaders, { clients }: AccessRules): Client | ErrorBody {
  const given = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const client = given === undefined ? undefined : clients.find(given);
  if (client) return client;
  const message =
    given === undefined
      ? 'Send the token of this gateway as "Authorization: Bearer TOKEN".'
      : 'This is not a token of this gateway.';
  return errorBody({ status: 401, code: 'invalid_api_key', message });
}

/** Whether a `Host` header names loopback, the address listened on, or an allowed name. */
export function isAllowedHost(header: string | undefined, { host, allowedHosts }: AccessRules): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (isLoopback(name) || name === host.toLowerCase()) return true;
  if (allowedHosts.some(allowed => allowed.toLowerCase() === name)) return true;
  // Listening on every address: any of them may be used by number. A rebinding attack needs a name.
  return isWildcard(host) && (isIPv4(name) || isIPv6(name));
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The name of a `Host` header in lower case, without port and brackets; undefined when it is not one. */
function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}
