import assert from 'node:assert/strict';
import { explainCode, explainStatus } from '../../../../src/editor/endpoints/explainFailure';

describe('explainCode', () => {
  const table: [code: string, detail: RegExp, advice: RegExp][] = [
    ['ENOTFOUND', /not known/, /spelling/],
    ['ECONNREFUSED', /Nothing listens/, /port/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /authority/, /codexSpark.caFile/],
    ['HPE_INVALID_CONSTANT', /no web server/, /host and port/],
    ['close_1009', /larger than/, /Responses endpoint/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another host name/, /host name/],
  ];
  for (const [code, detail, advice] of table) {
    it(code, () => {
      const said = explainCode(code, 'raw');
      assert.match(said.detail, detail);
      assert.match(said.detail, new RegExp(code));
      assert.match(said.advice, advice);
    });
  }
  it('passes on what it does not know', () =>
    assert.equal(explainCode('EWEIRD', 'It broke.').detail, 'It broke.'));
  it('knows nothing by accident', () =>
    assert.equal(explainCode('constructor', 'It broke.').detail, 'It broke.'));
});

describe('explainStatus', () => {
  const table: [status: number, detail: RegExp, advice: RegExp][] = [
    [401, /API key/, /Set API Key/],
    [404, /no such path/, /v1\/responses/],
    [407, /proxy/, /http\.proxy/],
    [426, /no WebSocket/, /endpoint/],
    [502, /server failed \(HTTP 502\)/, /later/],
    [418, /refused the WebSocket \(HTTP 418\)/, /codexSpark.endpoint/],
  ];
  for (const [status, detail, advice] of table) {
    it(String(status), () => {
      assert.match(explainStatus(status).detail, detail);
      assert.match(explainStatus(status).advice, advice);
    });
  }
});
