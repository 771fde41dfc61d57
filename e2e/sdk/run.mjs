// Makes a certificate for this run only and starts the tests in a Node that trusts it.
// The trust has to be there when the process starts, hence the launcher.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'session-service-e2e-'));
const key = join(folder, 'key.pem');
const cert = join(folder, 'cert.pem');

try {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1',
    '-subj', '/CN=session-service e2e', '-addext', 'subjectAltName=IP:127.0.0.1',
    '-keyout', key, '-out', cert], { stdio: 'pipe' });

  const tests = fileURLToPath(new URL('session.test.mjs', import.meta.url));
  const options = ['--test', '--test-reporter=spec', '--test-timeout=120000', ...process.argv.slice(2)];
  const run = spawnSync(process.execPath, [...options, tests], {
    stdio: 'inherit',
    env: { ...process.env, TLS_KEY: key, TLS_CERT: cert, NODE_EXTRA_CA_CERTS: cert },
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
