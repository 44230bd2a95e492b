import assert from 'node:assert/strict';
import { isSecretFile } from '../../../src/common/secretFiles';

describe('isSecretFile', () => {
  const secret = [
    '.env',
    '/p/.env.local',
    'config/prod.env',
    'C:\\p\\.ENV',
    '.npmrc',
    '/home/x/.ssh/config',
    '.aws/credentials',
    'id_rsa',
    'id_ed25519',
    'server.pem',
    'tls.key',
    'a/b/keystore.jks',
    'C:\\me\\.aws\\config',
    'infra/prod.tfvars',
    'credentials.json',
    'secrets.yaml',
    'service-account-prod.json',
    'terraform.tfstate',
    'prod.tfvars',
  ];
  for (const path of secret) it(`holds back ${path}`, () => assert.equal(isSecretFile(path), true));

  const open = [
    'a.ts',
    '.env.example',
    '.env.sample',
    'environment.ts',
    'keys.ts',
    'src/secrets/index.ts',
    'credentials.ts',
    'monkey.json',
    'docker/Dockerfile',
    'README.md',
    'turkey.py',
    '',
  ];
  for (const path of open)
    it(`leaves ${path || 'an empty path'} open`, () => assert.equal(isSecretFile(path), false));
});
