import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isSecretFile, secretKinds } from '../../../src/common/secretFiles';

describe('isSecretFile', () => {
  const secret = [
    ...[
      '.env',
      '/p/.env.local',
      'config/prod.env',
      'C:\\p\\.ENV',
      '.envrc',
      '.env-prod',
      '.env.ts',
      '.envrc.local',
    ],
    ...['.env.bak', '.env~', '.env.example.bak/.env'],
    ...[
      'config/initializers/secret_token.rb',
      'credentials.tfrc.json',
      'gcp-key.json',
      '.age-key',
      'oauth.json',
    ],
    ...['NuGet.Config', '/home/x/.m2/settings.xml', 'wallet.dat', 'secret_key_base.txt'],
    ...[
      '.npmrc',
      '.netrc',
      '_netrc',
      '.git-credentials',
      '.my.cnf',
      '.bash_history',
      'auth.json',
      'Kubeconfig',
    ],
    ...['/home/x/.ssh/config', '.aws/credentials', 'C:\\me\\.aws\\config', '/home/x/.config/gcloud/a.db'],
    ...['/run/secrets/db', 'a/.docker/config.json', '.ssh'],
    ...[
      'id_rsa',
      'id_ed25519',
      'id_ed25519_sk',
      'id_rsa_work',
      'github_rsa',
      'ssh_host_rsa_key',
      'id_rsa.bak',
    ],
    ...[
      'server.pem',
      'tls.key',
      'a/b/keystore.jks',
      'server.crt',
      'server.cer',
      'ca.der',
      'key.p8',
      'example.com.key',
    ],
    ...['server.key.old', 'vpn.ovpn', 'wg0.conf', 'app.keytab'],
    ...['infra/prod.tfvars', 'terraform.tfstate', 'terraform.tfstate.backup', 'prod.auto.tfvars.json'],
    ...[
      'credentials.json',
      'credentials',
      'credentials (1).json',
      'new_user_credentials.csv',
      'db-credentials.yaml',
    ],
    ...['credentials.yml.enc', 'creds.json', '.credentials'],
    ...['secrets.yaml', 'secrets.ts', 'Secrets.swift', 'secrets.py', 'secrets.local.js', 'secrets.prod.json'],
    ...[
      '.secret',
      'app.secrets.json',
      'my-secrets.yml',
      'client_secret_123.json',
      'client-secret.txt',
      'clientSecret.json',
    ],
    ...['service-account-prod.json', 'serviceAccountKey.json', 'app-firebase-adminsdk-1.json'],
    ...[
      'passwords.txt',
      'password',
      '.vault-token',
      '.vault_pass.txt',
      'token.txt',
      'token',
      'tokens.json',
      '.token',
    ],
    ...['github_token', 'accessToken.txt', 'api-keys.yaml', 'apikey.txt', 'user_accessKeys.csv', '.htpasswd'],
    ...['wp-config.php', 'local.settings.json', 'local_settings.py', 'vault.kdbx'],
  ];
  for (const path of secret) it(`holds back ${path}`, () => assert.equal(isSecretFile(path), true));

  const open = [
    ...['a.ts', 'README.md', '', 'turkey.py', 'monkey.json', 'docker/Dockerfile', 'Makefile', 'package.json'],
    ...['.env.example', '.env.sample', '.env.template', 'secrets.example.json', 'credentials.sample.yml'],
    ...['environment.ts', 'env.ts', 'env.d.ts', 'src/env/index.ts', 'dotenv.ts', '.environment.ts'],
    ...[
      'keys.ts',
      'apiKeys.ts',
      'keyboard.ts',
      'keymap.json',
      'publicKeys.ts',
      'id_rsa.pub',
      'rsa.ts',
      'ed25519.go',
    ],
    ...[
      'src/secrets/index.ts',
      'secretFiles.ts',
      'secret-santa.ts',
      'secrets.test.ts',
      'secret.service.ts',
      'secrets.d.ts',
    ],
    ...[
      'useCredentials.ts',
      'credentials.ts',
      'google/oauth2/credentials.py',
      'credentials-form.tsx',
      'credential.ts',
      'credentialStore.go',
    ],
    ...[
      'tokens.ts',
      'token.rs',
      'tokenizer.py',
      'tokenEstimate.ts',
      'design-tokens.json',
      'exampleTokens.ts',
    ],
    ...[
      'password-input.tsx',
      'password.ts',
      'PasswordField.vue',
      'reset-password.html',
      'passport.js',
      'bypass.txt',
    ],
    ...[
      'certificate.ts',
      'certs.go',
      'ssh.ts',
      'aws.ts',
      'sshconfig.md',
      'docs/secrets.adoc.md',
      'authors.json',
      'auth.ts',
    ],
    ...['terraform.tf', 'main.tf', 'variables.tf', 'history.ts', 'old.ts', 'copy.ts', 'service-account.ts'],
  ];
  for (const path of open)
    it(`leaves ${path || 'an empty path'} open`, () => assert.equal(isSecretFile(path), false));

  it('holds back every example of every kind', () => {
    for (const { what, examples } of secretKinds) {
      for (const example of examples) {
        for (const path of [
          example,
          example.toUpperCase(),
          `/home/x/${example}`,
          `C:\\x\\${example.replaceAll('/', '\\')}`,
        ]) {
          assert.equal(isSecretFile(path), true, `${what}: ${path}`);
        }
      }
    }
  });

  it('is what the docs say', () => {
    const table = secretKinds.map(({ what, examples }) => [
      what,
      examples.map(name => `\`${name}\``).join(', '),
    ]);
    const rows = [
      ...readFileSync('docs/inline-suggestions.md', 'utf8').matchAll(/^\| (.+?) +\| (`.+?`) +\|$/gm),
    ];
    const told = rows.map(([, what, examples]) => [what, examples]);
    assert.deepEqual(
      told.filter(([what]) => table.some(([known]) => known === what)),
      table,
    );
  });
});
