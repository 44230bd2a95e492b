/** Whether a host is one that only this machine can reach: a name or an address, IPv6 with brackets or without. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || isLoopbackIpv4(bare);
}

/** 127.0.0.0/8 in its four-part form. */
function isLoopbackIpv4(host: string): boolean {
  return /^127(\.\d{1,3}){3}$/.test(host) && host.split('.').every(part => Number(part) <= 255);
}
