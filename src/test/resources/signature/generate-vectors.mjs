// Writes signature-base-vectors.json: known answers for the request signature, made by an
// implementation that shares no code with the one under test.
//
//   node generate-vectors.mjs            writes the file beside this script
//   node generate-vectors.mjs --check    exits with 1 if the file is not what would be written
//
// The signature base is every parameter but `signature` as "name=value" (decoded text), these
// strings sorted by UTF-16 code units and joined with "&". The signature is the HMAC of its
// UTF-8 bytes, keyed by the UTF-8 bytes of the secret, as lower-case hex. Where there is an
// openssl command, each answer is computed by that too, and a difference is an error.

import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const target = new URL('signature-base-vectors.json', import.meta.url);

// the four parameters of every request, with the names that the examples in use have
const request = [
  ['application_id', '22'],
  ['auth_key', 'wJHd4cQSxpQGWx5'],
  ['nonce', '33432'],
  ['timestamp', '1326966962'],
];

/** `request` in another order, with `more` among it. */
function shuffled(...more) {
  const [id, key, nonce, time] = request;
  return [time, ...more, key, nonce, id];
}

const cases = [
  {
    comment: 'the four parameters of an application session',
    secret: 'test',
    parameters: shuffled(),
  },
  {
    comment: 'the same in sorted order, with a signature that is no part of the base',
    secret: 'test',
    parameters: [...request, ['signature', '0123456789abcdef0123456789abcdef01234567']],
  },
  {
    comment: 'user session by login',
    secret: 'test',
    parameters: shuffled(['user[password]', 'secret-word'], ['user[login]', 'alice']),
  },
  {
    comment: 'user session by email address',
    secret: 'test',
    parameters: shuffled(['user[password]', 'secret-word'], ['user[email]', 'alice+chat@example.org']),
  },
  {
    comment: 'documented spelling of the names: applicationId, authKey',
    secret: 'test',
    parameters: [
      ['timestamp', '1326966962'],
      ['nonce', '33432'],
      ['authKey', 'wJHd4cQSxpQGWx5'],
      ['applicationId', '22'],
    ],
  },
  {
    comment: 'sorted as name=value, not by name: "a-b" and "a0" go before "a", "aa" and "a[b]" after it',
    secret: 'test',
    parameters: [['a', '1'], ['a[b]', '5'], ['aa', '4'], ['a0', '3'], ['a-b', '2'], ['a.c', '6']],
  },
  {
    comment: 'upper case before lower case, digits as text, one name more than once',
    secret: 'test',
    parameters: [['b', '9'], ['B', '2'], ['b', '10'], ['_', '0'], ['b', ''], ['Z', '1'], ['a', '3']],
  },
  {
    comment: 'negative nonce',
    secret: 'test',
    parameters: [
      ['nonce', '-1326966962'],
      ['timestamp', '1326966962'],
      ['auth_key', 'wJHd4cQSxpQGWx5'],
      ['application_id', '22'],
    ],
  },
  {
    comment: 'values that are not ASCII',
    secret: 'test',
    parameters: shuffled(['user[password]', '漢字かな🔑'], ['user[login]', 'Jürgen Müller']),
  },
  {
    comment: 'names that are not ASCII; composed and decomposed ü stay different',
    secret: 'test',
    parameters: [['漢字', '1'], ['u\u0308', '2'], ['\u00fc', '3'], ['😀', '4'], ['z', '5']],
  },
  {
    comment: 'UTF-16 code unit order: U+1F600 (D83D DE00) before U+FF21, which code points and UTF-8 bytes put the other way round',
    secret: 'test',
    parameters: [['n', '\uff21'], ['n', '😀'], ['n', '\ud7ff'], ['\uff21', 'm'], ['😀', 'm']],
  },
  {
    comment: 'values with & = + % space, tab, quotes, backslash and newlines, all as they are',
    secret: 'test',
    parameters: shuffled(
      ['user[password]', 'a&b=c+d%20e f\tg"h\'i\\j\nk\r\nl$m`n;o?p#q/r'],
      ['user[login]', ' =&leading and trailing+ '],
    ),
  },
  {
    comment: 'an encoded look of names and values is not decoded: %5B is no bracket',
    secret: 'test',
    parameters: [['user%5Blogin%5D', 'a%26b'], ['user[login]', 'a&b'], ['c+d', 'e+f'], ['c d', 'e f']],
  },
  {
    comment: 'empty values',
    secret: 'test',
    parameters: shuffled(['user[password]', ''], ['user[login]', ''], ['empty', '']),
  },
  {
    comment: 'no parameter but the signature: the base is empty',
    secret: 'test',
    parameters: [['signature', '0123456789abcdef']],
  },
  {
    comment: 'only the exact name is left out: Signature and signature[] are signed',
    secret: 'test',
    parameters: [['signature[]', 'x'], ['Signature', 'y'], ['signature', 'z'], ['signatures', 'w']],
  },
  {
    comment: 'long value',
    secret: 'test',
    parameters: shuffled(['user[login]', 'long-Ünï-'.repeat(300)]),
  },
  {
    comment: 'secret of exactly one block, 64 bytes',
    secret: '0123456789abcdef'.repeat(4),
    parameters: shuffled(),
  },
  {
    comment: 'secret of one byte more than a block, 65 bytes',
    secret: '0123456789abcdef'.repeat(4) + '!',
    parameters: shuffled(),
  },
  {
    comment: 'secret that is not ASCII, 40 UTF-16 code units but 88 bytes and so longer than a block',
    secret: 'ä😀ö漢'.repeat(8),
    parameters: shuffled(),
  },
  {
    comment: 'secret with spaces around, a newline and quotes, none of them removed',
    secret: ' pass\n"word\' ',
    parameters: shuffled(),
  },
];

function signatureBase(parameters) {
  return parameters
    .filter(([name]) => name !== 'signature')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&');
}

let openssl = true;
try {
  execFileSync('openssl', ['version'], { stdio: 'ignore' });
} catch {
  openssl = false;
}

function hmac(digest, secret, base) {
  const answer = createHmac(digest, Buffer.from(secret, 'utf8')).update(base, 'utf8').digest('hex');
  if (openssl) {
    // the key goes as hex and no shell is in between, so nothing needs quoting
    const key = `hexkey:${Buffer.from(secret, 'utf8').toString('hex')}`;
    const output = execFileSync('openssl', ['dgst', `-${digest}`, '-mac', 'HMAC', '-macopt', key], {
      input: Buffer.from(base, 'utf8'),
      encoding: 'utf8',
    });
    const other = /([0-9a-f]+)\s*$/.exec(output)?.[1];
    if (other !== answer) {
      throw new Error(`${digest} of ${JSON.stringify(base)}: node says ${answer}, openssl ${other}`);
    }
  }
  return answer;
}

const vectors = cases.map(({ comment, secret, parameters }) => {
  const base = signatureBase(parameters);
  return { comment, secret, parameters, base, sha1: hmac('sha1', secret, base), sha256: hmac('sha256', secret, base) };
});

// one line for each parameter, and ASCII alone, so that no editor and no platform's default
// charset can change the file
const text = JSON.stringify(vectors, null, 2)
  .replace(/\[\n\s+("(?:[^"\\]|\\.)*"),\n\s+("(?:[^"\\]|\\.)*")\n\s+\]/g, '[$1, $2]')
  .replace(/[^\x00-\x7e]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
  + '\n';
if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(vectors)) {
  throw new Error('the text written does not read back as the vectors');
}

const checked = openssl ? 'each answer agreed with openssl' : 'no openssl here to compare the answers with';
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('signature-base-vectors.json is not what this script writes');
    process.exit(1);
  }
  console.log(`${vectors.length} vectors unchanged; ${checked}`);
} else {
  writeFileSync(target, text);
  console.log(`${vectors.length} vectors written; ${checked}`);
}
