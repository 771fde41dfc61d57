import { createRequire } from 'node:module';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);

/** The package as published, with promises in place of callbacks. Every call gives a copy with settings of its own. */
export function openSdk({ applicationId, authKey, authSecret, endpoint, hash = 'sha1', sessionExpired = null }) {
  const qb = loadPackage();
  const config = {
    // Both endpoints: while one of them is the vendor's, the SDK asks the vendor's cloud where to go.
    endpoints: { api: endpoint, chat: endpoint },
    on: { sessionExpired },
    hash,
    timeout: 10_000,
  };
  silently(() => qb.init(applicationId, authKey, authSecret, 'unused-account-key', config));

  const call = (method, ...parameters) => new Promise((resolve, reject) => {
    qb[method](...parameters, (error, result) => {
      if (error) reject(Object.assign(new Error(`${method}: ${JSON.stringify(error)}`), { sdk: error }));
      // The SDK takes a broken connection for success with nothing in it.
      else if (!result || result === ' ') reject(new Error(`${method}: success without an answer`));
      else resolve(result);
    });
  });

  const createSessionOnce = (credentials = {}) => call('createSession', credentials);

  /** As an application should: the SDK draws its nonces from ten thousand, so two requests in one second may collide. */
  async function createSession(credentials) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await createSessionOnce(credentials);
      } catch (error) {
        if (attempt === 5 || !isUnexpectedNonce(error)) throw error;
      }
    }
  }

  return {
    createSession,
    createSessionOnce,
    startSessionWithToken: token => call('startSessionWithToken', token),
    getSession: () => call('getSession'),
    login: credentials => call('login', credentials),
    logout: () => call('logout'),
    destroySession: () => call('destroySession'),
    /** The token that the SDK sends, if it has one. */
    get token() { return qb.service.getSession()?.token; },
    /** When the SDK believes that its session ends. */
    get expiresAt() { return qb.service.qbInst.config.qbTokenExpirationDate; },
  };
}

export const isUnexpectedNonce = error => error.sdk?.code === 422 && error.sdk.detail?.base?.[0] === 'Unexpected nonce';

/** Signs a request with this nonce and time: the SDK reads both before its first await. */
export function signedWith({ nonce, ts }, act) {
  const { random } = Math;
  const { now } = Date;
  Math.random = () => (nonce + 0.5) / 10_000;
  Date.now = () => ts * 1000;
  try {
    return act();
  } finally {
    Math.random = random;
    Date.now = now;
  }
}

/** The package keeps its settings in its modules, so a copy of its own means loading them anew. */
function loadPackage() {
  const sources = dirname(require.resolve('quickblox'));
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(sources)) delete require.cache[file];
  }
  return require('quickblox');
}

/** QB.init writes the name of the platform to the console, every time. */
function silently(act) {
  const { log } = console;
  console.log = () => {};
  try {
    act();
  } finally {
    console.log = log;
  }
}
