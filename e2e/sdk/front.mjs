import http from 'node:http';
import https from 'node:https';

/**
 * A TLS listener on 127.0.0.1 that passes every request on to the service unchanged. The SDK insists on https and hides
 * the status and the headers of an answer, so the listener also keeps those, in the order in which they came.
 */
export async function startFront({ baseUrl, key, cert }) {
  const client = baseUrl.startsWith('https:') ? https : http;
  const answers = [];

  const server = https.createServer({ key, cert }, (request, response) => {
    const { method, url, headers } = request;
    const forward = client.request(baseUrl.replace(/\/$/, '') + url, { method, headers });
    forward.on('response', answer => {
      answers.push({ method, url, status: answer.statusCode, headers: answer.headers });
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    forward.on('error', error => {
      if (response.headersSent) return response.destroy();
      response.writeHead(502, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ errors: [`No answer from ${baseUrl}: ${error.code}`] }));
    });
    request.pipe(forward);
  });

  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { port, endpoint: `127.0.0.1:${port}`, answers, close: () => server.close() };
}
