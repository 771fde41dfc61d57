// Lets the unmodified SDK make requests for sessions out of random values, and prints what it signed and what it would have sent,
// one request a line: class, hash, secret, signature base, body. Nothing leaves this process.
//   node requests.mjs <count> <seed>
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const [count, seed] = [Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 20120403)];

/** mulberry32: the same numbers for the same seed, whatever the version of Node. */
function generator(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const random = generator(seed);
const below = n => Math.floor(random() * n);
const pick = list => list[below(list.length)];

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  '&=%+ []{}<>"\'\\/;:,.?!*()~`^$#@|-_\t\r\n',
  'äöüßéñçøÅ漢字かなКириллицаعربى\u00a0\u0308\u200d\ufeff\uff21\ud7ff',
];
const ASTRAL = ['😀', '🔑', '𝔘', '👩‍👩‍👧', '\u{10ffff}'];
const LOOKS = ['%5Buser%5D', 'a%26b', 'user[login]=x', '&nonce=1', '\ufffd', 'null', 'undefined', '__proto__', '[object Object]'];

function text(most) {
  let made = '';
  for (let length = 1 + below(most); length > 0; length--) {
    const kind = below(20);
    made += kind === 0 ? pick(ASTRAL) : kind === 1 ? pick(LOOKS) : pick([...pick(ALPHABETS)]);
  }
  return made;
}
const number = () => pick([1, 7, 1e21, 1e-7, 0.1, 3.0, -5, 2 ** 53, 123456789012, Number.MAX_VALUE, below(1e9) / 7]);
const odd = () => below(4) === 0 ? number() : text(40);

/** What an application can hand to the SDK. */
const CLASSES = {
  application: () => ({}),
  login: () => ({ login: text(40), password: text(40) }),
  email: () => ({ email: text(40), password: text(40) }),
  long: () => ({ login: text(60), password: text(1200) }),
  numbers: () => ({ login: number(), password: odd() }),
  provider: () => ({ provider: odd(), ...(below(2) ? { scope: odd() } : {}) }),
  keys: () => ({ provider: text(20), keys: { token: odd(), ...(below(2) ? { secret: odd() } : {}) } }),
  unicode: () => ({ login: pick(ASTRAL) + text(10) + pick(ASTRAL), password: pick(ASTRAL).repeat(1 + below(30)) }),
};

// the two edges of the package, recorded: the text that goes into the HMAC, and the request that goes to the network
const sources = dirname(require.resolve('quickblox'));
const fromSdk = createRequire(require.resolve('quickblox'));
let base;
let sent;
for (const hash of ['sha1', 'sha256']) {
  const path = fromSdk.resolve(`crypto-js/hmac-${hash}`);
  const original = fromSdk(path);
  require.cache[path].exports = (message, key) => {
    base = message;
    return original(message, key);
  };
}
const fetchPath = fromSdk.resolve('node-fetch');
fromSdk(fetchPath);
require.cache[fetchPath].exports = (url, request) => {
  sent = request;
  return new Promise(() => {});
};
if (!fetchPath || !sources) throw new Error('the SDK is not where it should be');

const { log } = console;
console.log = () => {};
const QB = require('quickblox');
const { QuickBlox } = QB;
const hashes = ['sha1', 'sha256'];
const config = fromSdk('./qbConfig');
Math.random = random;
Date.now = () => below(4e9) * 1000;

QB.init(92, 'wJHd4cQSxpQGWx5', 'secret', 'unused-account-key', { endpoints: { api: 'localhost', chat: 'localhost' }, hash: 'sha1' });
const names = Object.keys(CLASSES);
for (let i = 0; i < count; i++) {
  const name = names[i % names.length];
  const secret = below(3) ? 'test' : text(90);
  const hash = pick(hashes);
  Object.assign(config.creds, { appId: pick([92, '92', 2 ** 31, 1]), authKey: below(3) ? 'wJHd4cQSxpQGWx5' : text(20), authSecret: secret });
  config.hash = hash;
  base = sent = undefined;
  QB.createSession(CLASSES[name](), () => {});
  if (base === undefined || sent === undefined) throw new Error(`request ${i} was not made`);
  const line = [name, hash, secret, base, sent.headers['Content-Type'], sent.body];
  if (!process.stdout.write(JSON.stringify(line).replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + '\n')) {
    await new Promise(resolve => process.stdout.once('drain', resolve));
  }
}
