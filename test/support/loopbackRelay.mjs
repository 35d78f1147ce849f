// Sends the browser on to https addresses of this machine.
import { createServer } from 'node:http';

/**
 * The VS Code of code-server opens `https://localhost:PORT/…` through a proxy of code-server's, which does not run
 * here: the sign-in page of the sandbox would be a 404. It takes the proxy's address from VSCODE_PROXY_URI; this
 * stands there and redirects to the address that was meant, since browser and server are on one machine.
 * @returns {Promise<{ template: string, stop: () => Promise<void> }>} `template` is for VSCODE_PROXY_URI.
 */
export async function startLoopbackRelay() {
  const server = createServer((request, response) => {
    const [, port, rest] = /^\/(\d{1,5})(\/.*)?$/.exec(request.url ?? '') ?? [];
    if (port === undefined) response.writeHead(404);
    else response.writeHead(307, { location: `https://localhost:${port}${rest ?? '/'}` });
    response.end();
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port.');
  return {
    template: `http://127.0.0.1:${address.port}/{{port}}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
