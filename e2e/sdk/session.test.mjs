import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { startFront } from './front.mjs';
import { isUnexpectedNonce, openSdk, signedWith } from './sdk.mjs';

const env = process.env;
const application = {
  applicationId: Number(env.APPLICATION_ID ?? 92),
  authKey: env.AUTH_KEY ?? 'WzRAY9vrGmb6FfP',
  authSecret: env.AUTH_SECRET ?? 'demo-auth-secret',
};
const user = {
  id: Number(env.USER_ID ?? 302),
  login: env.USER_LOGIN ?? 'demo',
  email: env.USER_EMAIL ?? 'demo@example.com',
};
const password = env.USER_PASSWORD ?? 'demo-password';
const byLogin = { login: user.login, password };
const byEmail = { email: user.email, password };
const madeUpToken = 'f'.repeat(40);
const twoHours = 2 * 60 * 60 * 1000;

let front;
before(async () => {
  front = await startFront({
    baseUrl: env.BASE_URL ?? 'http://localhost:8080',
    key: readFileSync(env.TLS_KEY),
    cert: readFileSync(env.TLS_CERT),
  });
});
after(() => front.close());

const open = settings => openSdk({ ...application, endpoint: front.endpoint, ...settings });
const lastAnswer = () => front.answers.at(-1);

/** The error of an SDK callback, whole. */
const failure = (code, errors) => ({ sdk: { code, status: 'error', message: { errors }, detail: errors } });
const noSession = { base: ['Required session does not exist'] };

describe('open a session', () => {
  test('of the application', async () => {
    const sdk = open();
    const start = Math.floor(Date.now() / 1000);
    const session = await sdk.createSession();

    assert.deepEqual(Object.keys(session).sort(), ['_id', 'application_id', 'created_at', 'id', 'nonce', 'token', 'ts',
      'updated_at', 'user_id']);
    assert.equal(session.application_id, application.applicationId);
    assert.equal(session.user_id, 0);
    assert.match(session._id, /^[0-9a-f]{40}$/);
    assert.match(session.token, /^[0-9a-f]{40}$/);
    assert.notEqual(session._id, session.token);
    assert.ok(Number.isSafeInteger(session.id) && session.id > 0, `id ${session.id}`);
    assert.ok(Number.isInteger(session.nonce) && session.nonce >= 0 && session.nonce < 10_000, `nonce ${session.nonce}`);
    assert.ok(session.ts >= start && session.ts <= start + 10, `ts ${session.ts}`);
    for (const date of [session.created_at, session.updated_at]) {
      assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(Math.abs(Date.parse(date) / 1000 - start) < 60, date);
    }

    assert.equal(sdk.token, session.token);
    const { status, headers } = lastAnswer();
    assert.equal(status, 201);
    assert.match(headers['content-type'], /^application\/json/);
    assert.match(headers['cache-control'], /no-store/);
  });

  for (const [how, credentials] of [['login', byLogin], ['email', byEmail]]) {
    test(`of a user, by ${how}`, async () => {
      const sdk = open();
      const session = await sdk.createSession(credentials);

      assert.equal(session.user_id, user.id);
      assert.equal(session.application_id, application.applicationId);
      assert.equal((await sdk.getSession()).session.user_id, user.id);
    });
  }

  test('signed with SHA-256', async () => {
    const session = await open({ hash: 'sha256' }).createSession(byLogin);
    assert.equal(session.user_id, user.id);
  });

  test('over a session that has ended', async () => {
    const sdk = open();
    await assert.rejects(sdk.startSessionWithToken(madeUpToken), failure(401, noSession));
    const session = await sdk.createSession();

    assert.notEqual(session.token, madeUpToken);
    assert.equal(sdk.token, session.token);
  });

  test('and read it', async () => {
    const sdk = open();
    const { updated_at, ...created } = await sdk.createSession();
    const { session } = await sdk.getSession();

    assert.deepEqual({ ...session, updated_at }, { ...created, updated_at });
    assert.ok(session.updated_at >= updated_at, session.updated_at);
    assert.equal(lastAnswer().status, 200);
  });
});

describe('change the user of a session', () => {
  for (const [how, credentials] of [['login', byLogin], ['email', byEmail]]) {
    test(`log in by ${how}`, async () => {
      const sdk = open();
      const { id, token } = await sdk.createSession();
      const answer = await sdk.login(credentials);

      assert.deepEqual({ id: answer.id, login: answer.login, email: answer.email }, user);
      assert.equal(lastAnswer().status, 202);
      const { session } = await sdk.getSession();
      assert.deepEqual([session.id, session.token, session.user_id], [id, token, user.id]);
    });
  }

  test('log out and in again', async () => {
    const sdk = open();
    const { token } = await sdk.createSession(byLogin);

    assert.equal(await sdk.logout(), '{}');
    assert.equal(lastAnswer().status, 200);
    const { session } = await sdk.getSession();
    assert.deepEqual([session.token, session.user_id], [token, 0]);

    await sdk.login(byLogin);
    assert.equal((await sdk.getSession()).session.user_id, user.id);
  });

  test('destroy: the SDK forgets the token, the service keeps the session of the application', async () => {
    const sdk = open();
    const { id, token } = await sdk.createSession(byLogin);

    assert.equal(await sdk.destroySession(), '{}');
    assert.equal(lastAnswer().status, 200);
    assert.equal(sdk.token, undefined);
    await assert.rejects(sdk.getSession(), failure(401, ['Token is required']));

    const { session } = await open().startSessionWithToken(token);
    assert.deepEqual([session.id, session.token, session.user_id], [id, token, 0]);
  });

  test('log out, then destroy, twice', async () => {
    const sdk = open();
    const { token } = await sdk.createSession(byLogin);
    assert.equal(await sdk.logout(), '{}');
    assert.equal(await sdk.destroySession(), '{}');

    const again = open();
    await again.startSessionWithToken(token);
    assert.equal(await again.destroySession(), '{}');
  });
});

describe('refuse', () => {
  const now = () => Math.floor(Date.now() / 1000);

  test('a wrong auth secret', async () => {
    const sdk = open({ authSecret: `${application.authSecret}x` });
    await assert.rejects(sdk.createSession(), failure(422, { base: ['Unexpected signature'] }));
    assert.equal(sdk.token, undefined);
  });

  test('a wrong auth key', async () => {
    await assert.rejects(open({ authKey: 'wrong' }).createSession(), failure(422, { base: ['No application found'] }));
  });

  test('an unknown application', async () => {
    const sdk = open({ applicationId: 2_000_000_000 });
    await assert.rejects(sdk.createSession(), failure(422, { base: ['No application found'] }));
  });

  for (const minutes of [-11, 11]) {
    test(`a clock that is ${minutes} minutes off`, async () => {
      const sdk = open();
      const request = signedWith({ nonce: 1, ts: now() + minutes * 60 }, () => sdk.createSessionOnce());
      await assert.rejects(request, failure(422, { base: ['Bad timestamp'] }));
    });
  }

  test('a replay', async () => {
    const { nonce, ts } = await open().createSession();
    const replay = signedWith({ nonce, ts }, () => open().createSessionOnce());
    await assert.rejects(replay, failure(422, { base: ['Unexpected nonce'] }));
  });

  for (const [what, credentials] of [
    ['a wrong password', { login: user.login, password: `${password}x` }],
    ['an unknown user', { email: 'nobody@example.com', password }],
    // Refused for the user, not for the signature: both sides read the same characters.
    ['a user with characters that need escaping', { login: 'zoë+& =%41[Ω]🙂', password: 'a b+c&d=e%/?"\'' }],
  ]) {
    test(`${what}, opening a session`, async () => {
      const sdk = open();
      await assert.rejects(sdk.createSession(credentials), failure(401, ['Unauthorized']));
      assert.equal(sdk.token, undefined);
    });

    test(`${what}, logging in`, async () => {
      const sdk = open();
      const { token } = await sdk.createSession();
      await assert.rejects(sdk.login(credentials), failure(401, ['Unauthorized']));

      const { session } = await sdk.getSession();
      assert.deepEqual([session.token, session.user_id], [token, 0]);
    });
  }
});

describe('tell the SDK that its session', () => {
  test('has ended', async () => {
    let calls = 0;
    const sdk = open({ sessionExpired: next => { calls++; next(); } });

    await assert.rejects(sdk.startSessionWithToken(madeUpToken), failure(401, noSession));
    await assert.rejects(sdk.login(byLogin), failure(401, noSession));
    assert.equal(calls, 2);

    // The SDK does not parse the answer to a DELETE.
    const unparsed = { sdk: { code: 401, status: 'error', message: JSON.stringify({ errors: noSession }), detail: null } };
    await assert.rejects(sdk.logout(), unparsed);
    await assert.rejects(sdk.destroySession(), unparsed);
    assert.equal(calls, 4);
  });

  test('has ended, so that it opens another and repeats the request', async () => {
    let calls = 0;
    const sdk = open({
      // Once only: were the new session refused for the old token, this would never end.
      sessionExpired: (next, retry) => calls++ ? next() : sdk.createSession().then(retry, next),
    });
    const { session } = await sdk.startSessionWithToken(madeUpToken);

    assert.notEqual(session.token, madeUpToken);
    assert.equal(session.token, sdk.token);
    assert.equal(calls, 1);
    assert.equal(session.application_id, application.applicationId);
  });

  test('has not ended, when it is only a password that is wrong', async () => {
    let calls = 0;
    const sdk = open({ sessionExpired: next => { calls++; next(); } });
    await sdk.createSession();
    await assert.rejects(sdk.login({ login: user.login, password: `${password}x` }), failure(401, ['Unauthorized']));
    assert.equal(calls, 0);
  });

  test('ends, and when', async () => {
    const sdk = open();
    for (const request of [() => sdk.createSession(), () => sdk.getSession(), () => sdk.login(byLogin)]) {
      await request();
      const header = lastAnswer().headers['qb-token-expirationdate'];
      assert.match(header, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);

      const expiry = Date.parse(header);
      assert.ok(Math.abs(expiry - Date.now() - twoHours) < 120_000, header);
      // The SDK takes a minute off for the way there.
      assert.equal(sdk.expiresAt.getTime(), expiry - 60_000);
    }
  });
});

describe('many at once', () => {
  test('twenty sessions', async () => {
    const sdks = Array.from({ length: 20 }, () => open());
    const created = await Promise.all(sdks.map(sdk => sdk.createSession()));

    for (const field of ['id', '_id', 'token']) {
      assert.equal(new Set(created.map(session => session[field])).size, 20, field);
    }
    const read = await Promise.all(sdks.map(sdk => sdk.getSession()));
    assert.deepEqual(read.map(({ session }) => session.token), created.map(({ token }) => token));
  });

  test('twenty times the same request: one session', async () => {
    // A second of the last five minutes, drawn at random, so that no other test has used the nonce.
    const same = { nonce: 0, ts: Math.floor(Date.now() / 1000 - Math.random() * 300) };
    const sdks = Array.from({ length: 20 }, () => open());
    const results = await Promise.allSettled(signedWith(same, () => sdks.map(sdk => sdk.createSessionOnce())));

    const opened = results.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
    assert.deepEqual(opened.map(({ nonce, ts }) => ({ nonce, ts })), [same]);
    assert.equal(results.filter(({ reason }) => reason && isUnexpectedNonce(reason)).length, 19);
  });
});

describe('the harness itself', () => {
  test('fails when nothing answers, although the SDK reports success', async () => {
    const sdk = open({ endpoint: '127.0.0.1:1' });
    await assert.rejects(sdk.createSession(), { message: 'createSession: success without an answer' });
    await assert.rejects(sdk.logout(), { message: 'logout: success without an answer' });
  });

  test('fails when the certificate is for another name', async () => {
    const sdk = open({ endpoint: `localhost:${front.port}` });
    await assert.rejects(sdk.createSession(), { message: 'createSession: success without an answer' });
  });
});
