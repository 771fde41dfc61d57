// Opens, reads, upgrades and downgrades a session with Node 18 or newer and nothing else.
import { createHmac, randomInt } from 'node:crypto'

const { env } = process
const baseUrl = env.BASE_URL ?? 'http://localhost:8080'

async function call(method, path, token, parameters) {
  const answer = await fetch(baseUrl + path, {
    method,
    headers: token ? { 'QB-Token': token } : {},
    body: parameters && new URLSearchParams(parameters),
  })
  const body = await answer.json()
  if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(body)}`)
  return body
}

function signed(parameters) {
  const base = Object.entries(parameters).map(([name, value]) => `${name}=${value}`).sort().join('&')
  const signature = createHmac('sha256', env.AUTH_SECRET ?? 'demo-auth-secret').update(base).digest('hex')
  return { ...parameters, signature }
}

const session = await call('POST', '/session.json', null, signed({
  application_id: env.APPLICATION_ID ?? '92',
  auth_key: env.AUTH_KEY ?? 'WzRAY9vrGmb6FfP',
  nonce: randomInt(2 ** 31),
  timestamp: Math.floor(Date.now() / 1000),
}))
const { token } = session
console.log(`opened session ${session.id} of application ${session.application_id}`)
console.log(`its user is ${(await call('GET', '/session.json', token)).user_id}`)

await call('POST', '/login.json', token, {
  login: env.USER_LOGIN ?? 'demo',
  password: env.USER_PASSWORD ?? 'demo-password',
})
console.log(`logged in as user ${(await call('GET', '/session.json', token)).user_id}`)

await call('DELETE', '/session.json', token)
console.log(`downgraded, its user is ${(await call('GET', '/session.json', token)).user_id}`)
