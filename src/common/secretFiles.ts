/** One kind of file that holds keys or passwords by convention. The docs name the kinds from here, with the examples. */
export interface SecretKind {
  readonly what: string;
  /** Names, or folders with `/` at their end. */
  readonly examples: readonly string[];
  /** Matched against the name of the file, in lower case. */
  readonly names?: readonly RegExp[];
  /** Matched against the path, in lower case and with `/` in front. */
  readonly folders?: RegExp;
  /** Names that are left out again: what stands in for the real file. */
  readonly except?: RegExp;
}

/** Endings of files that hold values and no code; or none. */
const data = '(\\.(json5?|jsonc|ya?ml|toml|ini|txt|properties|cfg|conf|config|csv|xml|plist|enc))*';
/** Which of several the values are for. */
const stage = '([._-](local|dev|development|staging|prod|production|private))?';

const ofData = (words: string): RegExp => new RegExp(`^(.*[._-])?(${words})([_-][^.]*)?${stage}${data}$`);

/** All kinds, in the order of the docs. */
export const secretKinds: readonly SecretKind[] = [
  {
    what: 'environment files',
    examples: ['.env', '.env.local', 'prod.env', '.envrc', '.dev.vars'],
    names: [/^\.env([._-].*)?$/, /\.env$/, /^\.(envrc|flaskenv)(\..+)?$/, /^\.dev\.vars(\..+)?$/],
    except: /\.env\.(example|sample|template)$/,
  },
  {
    what: 'keys and certificates',
    examples: ['server.crt', 'tls.key', 'cert.pem', 'app.p12', 'id_ed25519', 'deploy_rsa'],
    names: [
      /\.(pem|key|crt|cer|cert|der|csr|p7[bcr]|p8|pk8|p12|pfx|pkcs12|jks|jceks|bks|keystore|truststore|keytab)$/,
      /\.(ppk|gpg|pgp|asc|age|agekey|ovpn|mobileprovision)$/,
      /^(.*[._-])?(rsa|dsa|ecdsa|ed25519)([_-](sk|key))?$/,
      /^id_(rsa|dsa|ecdsa|ed25519)[_-][^.]*$/,
      /^(wg\d*\.conf|\.?age[-_]keys?(\.txt)?)$/,
    ],
  },
  {
    what: 'stores of passwords',
    examples: ['passwords.kdbx', 'login.keychain', '.htpasswd'],
    names: [
      /\.(kdbx?|1pif|1pux|psafe3|keychain|keychain-db)$/,
      /^\.?(htpasswd|htdigest)$/,
      /^(passwd|shadow)$/,
    ],
  },
  {
    what: 'what tools sign in with',
    examples: [
      '.npmrc',
      '.pypirc',
      '.netrc',
      '.pgpass',
      '.git-credentials',
      '.my.cnf',
      'kubeconfig',
      'wp-config.php',
    ],
    names: [
      /^\.(npmrc|pypirc|netrc|pgpass|git-credentials|dockercfg|dockerconfigjson|smbcredentials|cvspass)$/,
      /^\.(my\.cnf|mylogin\.cnf|s3cfg|boto|terraformrc|databrickscfg|msmtprc|fetchmailrc|sentryclirc|ftpconfig)$/,
      /^(_netrc|pgpass\.conf|terraform\.rc|kubeconfig(\.ya?ml)?|auth\.json|rootkey\.csv|sftp(-config)?\.json)$/,
      /^(wp-config\.php|local\.settings\.json|local_settings\.py|nuget\.config|wallet\.dat)$/,
      /^(credentials\.tfrc\.json|oauth[-_.]?(creds|credentials|token)?s?\.json|gcp[-_]?(key|creds).*\.json)$/,
      /^\.[a-z_]*_history$/,
    ],
  },
  {
    what: 'service accounts and clients',
    examples: ['service-account.json', 'client_secret_1.json', 'serviceAccountKey.json'],
    names: [
      /^(.*[._-])?service[-_]?account.*\.json$/,
      /^(.*[._-])?(client_?secret|firebase-adminsdk|gha-creds).*\.json$/,
    ],
  },
  {
    what: 'secrets, also as code, and credentials as data',
    examples: ['secrets.ts', 'secrets.py', 'credentials.json', 'db-credentials.yaml', '.secret'],
    names: [
      new RegExp(`^\\.?secrets?${stage}(\\.[a-z0-9]+)?$`),
      /^secret[-_](token|key|key_base)s?\.[a-z0-9]+$/,
      ofData('(client)?[-_]?secrets?|credentials?|creds'),
    ],
    except: /[._-](example|sample|template)(\.[a-z]+)?$/,
  },
  {
    what: 'passwords and tokens by name',
    examples: ['password.txt', '.vault-token', '.vault_pass', 'token.json', 'access_token', 'api-keys.yaml'],
    names: [
      new RegExp(`^\\.?(passwords?|passwd|passphrases?|tokens?)${stage}${data}$`),
      new RegExp(
        `^\\.?(.*[._-])?(vault|ansible|become|sudo)[-_.]?pass(word|wd|phrase)?(s|[-_]?file)?${data}$`,
      ),
      ofData(
        '(access|auth|api|refresh|bearer|vault|oauth2?|session|bot|github|gitlab|npm|slack|discord)[-_]?tokens?',
      ),
      ofData('(api|access|secret|private|signing|encryption)[-_]?keys?'),
    ],
    except: /[._-](example|sample|template)(\.[a-z]+)?$/,
  },
  {
    what: 'the state and the values of Terraform',
    examples: ['terraform.tfstate', 'prod.tfvars', 'prod.tfvars.json'],
    names: [/\.tf(state|vars)(\.json)?$/, /\.tfstate\..*$/],
  },
  {
    what: 'folders that hold keys',
    examples: [
      '.ssh/',
      '.gnupg/',
      '.aws/',
      '.azure/',
      '.kube/',
      '.docker/',
      '.password-store/',
      '.config/gcloud/',
    ],
    folders:
      /\/(\.(ssh|gnupg|aws|azure|kube|docker|password-store|oci|chef|cloudflared|secrets)|\.config\/(gcloud|gh)|run\/secrets)(\/|$)|\/\.m2\/settings(-security)?\.xml$/,
  },
];

/** A copy that was put aside holds what the file did. */
const putAside = /(~|\.(bak|backup|old|orig|save|swp|tmp|copy)| copy| \(\d+\)(?=\.|$))/g;

/**
 * Whether a file holds secrets by its name, so that nothing of it may be read as context or sent.
 * @param path with `/` or `\` as separator
 */
export function isSecretFile(path: string): boolean {
  const normal = `/${path.replaceAll('\\', '/').toLowerCase()}`;
  const written = normal.slice(normal.lastIndexOf('/') + 1);
  const name = written.replace(putAside, '');
  return secretKinds.some(({ names = [], folders, except }) => {
    if (folders?.test(normal)) return true;
    return names.some(pattern => pattern.test(name) || pattern.test(written)) && !except?.test(written);
  });
}
