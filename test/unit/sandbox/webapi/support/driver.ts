// Runs under Node 24 (node:sqlite): reads requests as JSON lines, answers each with one line. See host.ts.
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { createWebApi } from '../../../../sandbox/webapi';
import {
  disabledUser,
  furtherApplications,
  furtherUsers,
  readerUser,
  roleLessApplication,
  roleLessUser,
} from '../../../../sandbox/principals';
import type { DirectoryUser, Principal, WebApi } from '../../../../sandbox/server/types';
import { application, disabledPrincipal, now, tenantId, user } from './people';
import type { DriverReply, DriverRequest } from './protocol';

const principals = {
  application: { kind: 'application', ...application.principal },
  user: { kind: 'user', ...user.principal },
  stranger: { kind: 'application', ...disabledPrincipal },
  reader: principalOf(readerUser),
  roleless: principalOf(roleLessUser),
  disabled: principalOf(disabledUser),
  'roleless-application': {
    kind: 'application',
    applicationId: roleLessApplication.applicationId,
    objectId: roleLessApplication.objectId,
    tenantId,
    tokenId: 'four',
  },
} as const satisfies Record<DriverRequest['as'], Principal>;

function principalOf({ objectId, userPrincipalName }: DirectoryUser): Principal {
  return {
    kind: 'user',
    applicationId: user.principal.applicationId,
    objectId,
    tenantId,
    tokenId: 'five',
    userPrincipalName,
  };
}

async function answer(api: WebApi, request: DriverRequest): Promise<DriverReply> {
  if (request.reset === true) {
    await api.reset();
    return { id: request.id, status: 0, headers: {}, body: '' };
  }
  try {
    const response = await api.handle({
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.from(request.body),
      signal: AbortSignal.timeout(60_000),
      principal: principals[request.as],
    });
    const { body = '', headers = {} } = response;
    if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
      throw new Error('A streamed body was not expected.');
    }
    const bytes = Buffer.from(body);
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
    return { id: request.id, status: response.status, headers, body: text.toString('utf8') };
  } catch (error) {
    return {
      id: request.id,
      status: 500,
      headers: {},
      body: error instanceof Error ? String(error.stack) : String(error),
    };
  }
}

const api = await createWebApi({
  environmentOrigin: 'https://contoso.test',
  tenantId,
  users: [user.directory, ...furtherUsers],
  applications: [application.directory, ...furtherApplications],
  now: () => now,
  organizationType: 'Developer',
  largeTableRows: Number(process.argv[2]),
});

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as DriverRequest;
  process.stdout.write(`${JSON.stringify(await answer(api, request))}\n`);
}
