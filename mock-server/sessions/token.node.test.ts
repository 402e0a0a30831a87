import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { createTokens } from './token.js';

const SECOND = 1000;
let now = 1_760_000_000_000;
const at = () => Math.floor(now / SECOND);
const secret = new TextEncoder().encode('the-secret-of-this-very-test-and-no-other');
const { issue, verify } = createTokens(secret, { now: () => now, sleep: async () => {} });
const claims = { audience: 'chatbotkit', id: 'session-1', conversation: 'conversation-1' } as const;

const packed = (text: string) => Buffer.from(text).toString('base64url');
const hmac = (text: string, hash = 'sha256', key: Uint8Array = secret) =>
  createHmac(hash, key).update(text).digest('base64url');

const right = { alg: 'HS256', typ: 'JWT' };
const said = () => ({ aud: 'chatbotkit', sub: 'conversation-1', jti: 'session-1', iat: at(), exp: at() + 3600 });
/** A token with the right signature under whatever it says. */
function signed(header: object | string, payload: object | string, hash = 'sha256', key = secret): string {
  const text = [header, payload].map((each) => packed(typeof each === 'string' ? each : JSON.stringify(each)));
  return `${text.join('.')}.${hmac(text.join('.'), hash, key)}`;
}
const without = (name: string) => Object.fromEntries(Object.entries(said()).filter(([key]) => key !== name));

const good = signed(right, said());
const [header = '', payload = '', signature = ''] = good.split('.');

function asymmetric(alg: string): string {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const text = `${packed(JSON.stringify({ ...right, alg }))}.${payload}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}
const strayBits = (part: string) => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return part.slice(0, -1) + letters[letters.indexOf(part.at(-1) ?? '') ^ 1];
};
/** Signed like `good`, and its signature has letters that the two alphabets do not share. */
function inTheOtherAlphabet(): string {
  for (let round = 0; ; round += 1) {
    const token = signed(right, { ...said(), round });
    const end = token.slice(token.lastIndexOf('.'));
    if (/-|_/.test(end)) return token.replace(end, end.replaceAll('-', '+').replaceAll('_', '/'));
  }
}

const bad: readonly (readonly [what: string, token: string])[] = [
  ['no algorithm at all', `${packed('{"alg":"none","typ":"JWT"}')}.${payload}.`],
  ['none, signed all the same', signed({ ...right, alg: 'none' }, said())],
  ['None', `${packed('{"alg":"None","typ":"JWT"}')}.${payload}.`],
  ['nOnE', `${packed('{"alg":"nOnE","typ":"JWT"}')}.${payload}.${signature}`],
  ['a missing algorithm', signed({ typ: 'JWT' }, said())],
  ['HS384', signed({ ...right, alg: 'HS384' }, said(), 'sha384')],
  ['HS512', signed({ ...right, alg: 'HS512' }, said(), 'sha512')],
  ['hs256', signed({ ...right, alg: 'hs256' }, said())],
  ['a list of algorithms', signed({ ...right, alg: ['HS256'] }, said())],
  ['RS256', asymmetric('RS256')],
  ['RS256 in name only', signed({ ...right, alg: 'RS256' }, said())],
  ['ES256', asymmetric('ES256')],
  ['ES256 in name only', signed({ ...right, alg: 'ES256' }, said())],
  ['PS256 in name only', signed({ ...right, alg: 'PS256' }, said())],
  ['a path as key id', signed({ ...right, kid: '../../../../dev/null' }, said())],
  ['an empty key behind a key id', signed({ ...right, kid: '/dev/null' }, said(), 'sha256', new Uint8Array(0))],
  ['a key of its own', signed({ ...right, jwk: { kty: 'oct', k: packed('mine') } }, said())],
  [
    'a key of its own that fits',
    signed({ ...right, jwk: { kty: 'oct', k: packed('mine') } }, said(), 'sha256', Buffer.from('mine')),
  ],
  ['an address of keys', signed({ ...right, jku: 'https://evil.example/keys.json' }, said())],
  ['an address of certificates', signed({ ...right, x5u: 'https://evil.example/cert.pem' }, said())],
  ['certificates', signed({ ...right, x5c: ['MIIB'] }, said())],
  ['a critical extension', signed({ ...right, crit: ['exp'], exp: 1 }, said())],
  ['an unencoded payload', signed({ ...right, b64: false, crit: ['b64'] }, said())],
  ['one part', header],
  ['two parts', `${header}.${payload}`],
  ['four parts', `${good}.${signature}`],
  ['five parts, as if encrypted', `${header}.${payload}.${payload}.${payload}.${signature}`],
  ['nothing', ''],
  ['dots', '..'],
  ['no signature', `${header}.${payload}.`],
  ['a padded signature', `${good}=`],
  ['a padded header', `${header}=.${payload}.${signature}`],
  ['a space behind it', `${good} `],
  ['a line break behind it', `${good}\n`],
  ['a space within', `${header}.${payload}. ${signature}`],
  ['base64 instead of base64url', inTheOtherAlphabet()],
  ['stray bits in the signature', `${header}.${payload}.${strayBits(signature)}`],
  ['a shorter signature', `${header}.${payload}.${signature.slice(0, 22)}`],
  ['the algorithm twice', signed('{"alg":"none","typ":"JWT","alg":"HS256"}', said())],
  ['the type twice', signed('{"alg":"HS256","typ":"resume","typ":"JWT"}', said())],
  ['spaces in the header', signed('{"alg": "HS256", "typ": "JWT"}', said())],
  ['a header that is a list', signed('["HS256"]', said())],
  ['a header that is no JSON', signed('alg=HS256', said())],
  ['another key', signed(right, said(), 'sha256', new TextEncoder().encode('x'.repeat(40)))],
  ['an empty key', signed(right, said(), 'sha256', new Uint8Array(0))],
  ['a changed payload', `${header}.${packed(JSON.stringify({ ...said(), sub: 'another' }))}.${signature}`],
  ['a changed header', `${packed('{"alg":"HS256","typ":"jwt"}')}.${payload}.${signature}`],
  ['an end in the past', signed(right, { ...said(), exp: at() - 1 })],
  ['an end right now', signed(right, { ...said(), exp: at() })],
  ['no end', signed(right, without('exp'))],
  ['an end in words', signed(right, { ...said(), exp: String(at() + 3600) })],
  ['an end that is null', signed(right, { ...said(), exp: null })],
  ['NaN for an end', signed(right, JSON.stringify(said()).replace(/"exp":\d+/, '"exp":NaN'))],
  ['no end in sight', signed(right, JSON.stringify(said()).replace(/"exp":\d+/, '"exp":1e999'))],
  ['a beginning in the future', signed(right, { ...said(), nbf: at() + 10 })],
  ['a beginning in words', signed(right, { ...said(), nbf: 'now' })],
  ['written in more than a minute', signed(right, { ...said(), iat: at() + 61 })],
  ['written nobody knows when', signed(right, without('iat'))],
  ['written in words', signed(right, { ...said(), iat: String(at()) })],
  ['another audience', signed(right, { ...said(), aud: 'stentor' })],
  ['a resume token’s audience', signed(right, { ...said(), aud: 'resume' })],
  ['no audience', signed(right, without('aud'))],
  ['a resume token’s type', signed({ ...right, typ: 'resume+jwt' }, said())],
  ['no type', signed({ alg: 'HS256' }, said())],
  ['no conversation', signed(right, without('sub'))],
  ['a list of conversations', signed(right, { ...said(), sub: ['conversation-1'] })],
  ['no session', signed(right, without('jti'))],
  ['a payload that is a list', signed(right, '[]')],
  ['a payload that is no JSON', signed(right, 'hello')],
  ['more than 4 KB', signed(right, { ...said(), more: 'x'.repeat(4096) })],
];

describe('a session token', () => {
  it('says what was put into it', async () => {
    const token = await issue(claims, now + 3_600_000);
    assert.deepEqual(await verify(token, 'chatbotkit'), claims);
    assert.equal(await verify(token, 'stentor'), undefined);
  });
  it('is as the table signs it', async () => assert.deepEqual(await verify(good, 'chatbotkit'), claims));
  it('may come from a clock that is a minute ahead', async () =>
    assert.ok(await verify(signed(right, { ...said(), iat: at() + 60 }), 'chatbotkit')));

  for (const [what, token] of bad)
    it(`is refused with ${what}`, async () => assert.equal(await verify(token, 'chatbotkit'), undefined));

  it('counts until its end by the server’s clock, and not after', async () => {
    const token = await issue(claims, now + 10_000);
    now += 9_000;
    assert.ok(await verify(token, 'chatbotkit'));
    now += 1_000;
    assert.equal(await verify(token, 'chatbotkit'), undefined);
  });

  it('of one server is nothing to another', async () => {
    const other = createTokens(crypto.getRandomValues(new Uint8Array(32)), { now: () => now, sleep: async () => {} });
    assert.equal(await other.verify(await issue(claims, now + 10_000), 'chatbotkit'), undefined);
  });
});
