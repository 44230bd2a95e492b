/** Names of files that hold keys or passwords by convention. Compared without regard to case. */
const secretNames: readonly RegExp[] = [
  /^\.env(\..+)?$/,
  /\.env$/,
  /^\.(npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials|dockercfg)$/,
  /^_netrc$/,
  /^(id|ssh_host)_(rsa|dsa|ecdsa|ed25519)(_key|_sk)?$/,
  /\.(pem|key|p12|pfx|jks|keystore|kdbx|ppk|gpg|asc|ovpn|tfstate|tfvars)$/,
  /^(credentials|secrets?)(\.(json|ya?ml|toml|ini|txt|properties))?$/,
  /^service[-_]?account.*\.json$/,
];

/** Folders that hold keys by convention. */
const secretFolders = /(^|\/)\.(ssh|gnupg|aws|azure|kube|docker)(\/|$)/;

/**
 * Whether a file holds secrets by its name, so that nothing of it may be read as context or sent.
 * @param path with `/` or `\` as separator
 */
export function isSecretFile(path: string): boolean {
  const normal = path.replaceAll('\\', '/').toLowerCase();
  const name = normal.slice(normal.lastIndexOf('/') + 1);
  if (/\.env\.(example|sample|template)$/.test(name)) return false;
  return secretFolders.test(normal) || secretNames.some(pattern => pattern.test(name));
}
