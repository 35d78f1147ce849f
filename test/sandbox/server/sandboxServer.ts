// Starts the sandbox: its certificates, its https origins, and what answers under each.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { controlPath } from '../control/controlApi';
import { Settings } from '../control/settings';
import type { DiscoverableOrganization } from '../discovery/discoveryService';
import { verificationPath } from '../identity/deviceEndpoint';
import {
  confidentialApplication,
  Directory,
  guestUser,
  managedIdentity,
  memberUser,
  outsiderUser,
  publicApplication,
  tenant,
  type DirectorySecrets,
} from '../identity/directory';
import { TenantStore } from '../graph/tenantStore';
import { openCaFolder } from '../tls/caFolder';
import { writeClientCertificates } from '../tls/clientCertificates';
import type { TlsCertificates } from '../tls/certificates';
import { assemble, type Origins } from './assembly';
import { SandboxClock } from './clock';
import type { SandboxDetails, TestCertificates } from './details';
import { lazyWebApi } from './lazyWebApi';
import { HttpsListener } from './listener';
import { firstOrganization, secondOrganization } from './organizations';
import type { CreateWebApi, WebApiOptions } from './types';

export interface SandboxServerOptions {
  /** 0 where absent: one that is free. */
  readonly port?: number;
  readonly identityPort?: number;
  readonly graphPort?: number;
  readonly secondPort?: number;
  readonly discoveryPort?: number;
  /** Seconds; 3599 where absent. */
  readonly tokenLifetimeSeconds?: number;
  /** Where the CA is kept between starts; a private folder of this run where absent. */
  readonly caFolder?: string;
  /** Random where absent. */
  readonly clientSecret?: string;
  readonly password?: string;
  readonly largeTableRows?: number;
  /** Tables more than usual, all empty. */
  readonly extraTables?: number;
  readonly organizationType?: string;
}

/** What the sandbox prints about itself; `authority` is an origin, without tenant. */
export interface SandboxInfo {
  readonly environmentUrl: string;
  readonly authority: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userName: string;
  readonly password: string;
  readonly controlUrl: string;
}

export interface SandboxServer {
  readonly info: SandboxInfo;
  readonly details: SandboxDetails;
  close(): Promise<void>;
}

/** @throws RangeError for a lifetime out of its limits; what listening throws where a port is taken. */
export async function startSandboxServer(
  options: SandboxServerOptions,
  createWebApi: CreateWebApi,
): Promise<SandboxServer> {
  const settings = new Settings(options.tokenLifetimeSeconds ?? 3599);
  const clock = new SandboxClock();
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const ca = await openCaFolder(options.caFolder);
    closers.push(() => ca.remove());
    const certificates = await writeClientCertificates(path.dirname(ca.caFile));
    const listeners = await listen(ca.certificates, options, clock, closers);
    const origins = originsOf(listeners);
    const secrets = {
      clientSecret: options.clientSecret ?? randomSecret(),
      password: options.password ?? randomSecret(),
      certificates: certificates.registered,
    };
    const tenantStore = new TenantStore(tenant.id, clock.now);
    const directory = new Directory(secrets, tenantStore);
    tenantStore.adopt(directory.applications);
    const webApi = await createWebApi(firstOptions(options, directory, origins.environment, clock));
    closers.push(() => webApi.close());
    const secondWebApi = lazyWebApi(createWebApi, secondOptions(directory, origins.second, clock));
    closers.push(() => secondWebApi.close());
    const controlKey = randomBytes(24).toString('base64url');
    const details = detailsOf(origins, certificates.files);
    const organizations = discoverable(origins, directory, options);
    const parts = { settings, clock, directory, tenantStore, origins, webApi, secondWebApi, organizations };
    const handlers = await assemble({ ...parts, controlKey, details });
    listeners.identity.serve(handlers.identity);
    listeners.environment.serve(handlers.environment);
    listeners.second.serve(handlers.second);
    listeners.discovery.serve(handlers.discovery);
    listeners.graph.serve(handlers.graph);
    const controlUrl = `${origins.environment}${controlPath}${controlKey}`;
    return { info: infoOf(origins, ca.caFile, secrets, controlUrl), details, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Listeners = Readonly<Record<keyof Origins, HttpsListener>>;

async function listen(
  certificates: TlsCertificates,
  options: SandboxServerOptions,
  clock: SandboxClock,
  closers: (() => Promise<void>)[],
): Promise<Listeners> {
  const open = async (port: number | undefined): Promise<HttpsListener> => {
    const listener = await HttpsListener.listen(certificates, port ?? 0, clock.now);
    closers.push(() => listener.close());
    return listener;
  };
  return {
    identity: await open(options.identityPort),
    environment: await open(options.port),
    graph: await open(options.graphPort),
    second: await open(options.secondPort),
    discovery: await open(options.discoveryPort),
  };
}

function originsOf({ identity, environment, graph, second, discovery }: Listeners): Origins {
  return {
    identity: identity.origin,
    environment: environment.origin,
    graph: graph.origin,
    second: second.origin,
    discovery: discovery.origin,
  };
}

function infoOf(
  origins: Origins,
  caFile: string,
  secrets: DirectorySecrets,
  controlUrl: string,
): SandboxInfo {
  return {
    environmentUrl: origins.environment,
    authority: origins.identity,
    caFile,
    tenantId: tenant.id,
    clientId: confidentialApplication.applicationId,
    clientSecret: secrets.clientSecret,
    userName: memberUser.userPrincipalName,
    password: secrets.password,
    controlUrl,
  };
}

function detailsOf(origins: Origins, certificate: TestCertificates): SandboxDetails {
  return {
    secondEnvironmentUrl: origins.second,
    discoveryUrl: origins.discovery,
    graphUrl: origins.graph,
    verificationUrl: `${origins.identity}${verificationPath}`,
    publicClientId: publicApplication.applicationId,
    outsiderUserName: outsiderUser.userPrincipalName,
    guestUserName: guestUser.home?.signInName ?? guestUser.userPrincipalName,
    managedIdentityClientId: managedIdentity.applicationId,
    certificate,
  };
}

function firstOptions(
  options: SandboxServerOptions,
  directory: Directory,
  environmentOrigin: string,
  clock: SandboxClock,
): WebApiOptions {
  const { largeTableRows, extraTables, organizationType } = options;
  return {
    environmentOrigin,
    tenantId: tenant.id,
    users: directory.users,
    applications: directory.applications,
    findApplication: (applicationId: string) => directory.application(applicationId),
    now: clock.now,
    ...(largeTableRows === undefined ? {} : { largeTableRows }),
    ...(extraTables === undefined ? {} : { extraTables }),
    ...(organizationType === undefined ? {} : { organizationType }),
  };
}

const secondType = 'Developer';

/** The member and the guest work there, no application does. */
function secondOptions(directory: Directory, environmentOrigin: string, clock: SandboxClock): WebApiOptions {
  const members = [memberUser.objectId, guestUser.objectId];
  return {
    environmentOrigin,
    tenantId: tenant.id,
    users: directory.users.map((one) => ({ ...one, inDataverse: members.includes(one.objectId) })),
    applications: directory.applications.map((one) => ({ ...one, inDataverse: false })),
    findApplication: (applicationId: string) => directory.application(applicationId),
    now: clock.now,
    largeTableRows: 1000,
    // Another organisation has other tables.
    extraTables: 4,
    organizationType: secondType,
    organization: secondOrganization,
  };
}

function discoverable(
  origins: Origins,
  { users }: Directory,
  { organizationType = 'Customer' }: SandboxServerOptions,
): readonly DiscoverableOrganization[] {
  const first = users.filter((one) => one.inDataverse && one.access !== 'disabled');
  return [
    {
      identity: firstOrganization,
      origin: origins.environment,
      organizationType,
      members: new Set(first.map((one) => one.objectId)),
    },
    {
      identity: secondOrganization,
      origin: origins.second,
      organizationType: secondType,
      members: new Set([memberUser.objectId, guestUser.objectId]),
    },
  ];
}

/** 40 characters with the kinds of characters that Entra's own secrets have. */
function randomSecret(): string {
  return `${randomBytes(3).toString('base64url')}8Q~${randomBytes(25).toString('base64url')}`;
}
