import type { Problem } from '../base/problem';

/** What a person is told of a connection that failed. */
export type TransportWords = Pick<Problem, 'title' | 'cause' | 'remedy' | 'action'>;

type Words = (host: string) => TransportWords;

export const noName: Words = (host) => ({
  title: `The name ${host} was not found.`,
  cause: 'The address is misspelt, or this computer is offline or needs a VPN or proxy to find it.',
  remedy: 'Check the address and the network connection.',
  action: 'edit-environment',
});

export const refused: Words = (host) => ({
  title: `Nothing answers at ${host}: the connection was refused.`,
  cause: 'The server is not running, or the port is wrong.',
  remedy: 'Check the address and its port, and that the server is running.',
  action: 'edit-environment',
});

export const cutOff: Words = (host) => ({
  title: `The connection to ${host} broke before the answer was complete.`,
  cause: 'The network, a proxy or the server closed it.',
  remedy: 'Run it again.',
  action: 'retry',
});

export const noWay: Words = (host) => ({
  title: `There is no way to ${host} from here.`,
  cause: 'This computer is offline, or a VPN or firewall is in between.',
  remedy: 'Check the network connection, then run it again.',
  action: 'retry',
});

export const tooSlow: Words = (host) => ({
  title: `${host} did not answer in time.`,
  cause: 'The network or the server is slow, or a firewall drops the connection.',
  remedy: 'Check the network connection, then run it again.',
  action: 'retry',
});

export const noTls: Words = (host) => ({
  title: `No encrypted connection to ${host} could be made.`,
  cause: 'Something other than an https server answers at this port, or a proxy interferes.',
  remedy: 'Check the address and its port.',
  action: 'edit-environment',
});

export const damaged: Words = (host) => ({
  title: `The answer of ${host} came damaged.`,
  cause: 'Its compressed body cannot be read; a proxy may have changed it.',
  remedy: 'Run it again.',
  action: 'retry',
});

export const proxy: Words = (host) => ({
  title: `The proxy did not let the connection to ${host} through.`,
  cause: 'It asks for a user name and password, or its address is wrong.',
  remedy: 'Check the proxy settings, in VS Code under "http.proxy".',
  action: 'open-settings',
});

export const noHttp: Words = (host) => ({
  title: `What ${host} answered is no HTTP.`,
  cause: 'Something other than a web server answers at this port.',
  remedy: 'Check the address and its port.',
  action: 'edit-environment',
});

export const otherName: Words = (host) => ({
  title: `The certificate that ${host} shows is for another name.`,
  cause: 'The address is not the one that the certificate was made for, or something answers in its place.',
  remedy: 'Use the name that the certificate was made for.',
  action: 'edit-environment',
});

export const notTrusted: Words = (host) => ({
  title: `The certificate of ${host} is not trusted.`,
  cause:
    'It was issued by an authority that this computer does not know: a local server, or a company proxy.',
  remedy:
    'If you trust it, give the PEM file of its certificate authority for this environment (caFile, --ca-file).',
  action: 'choose-ca-file',
});

export const outOfDate =
  (what: string): Words =>
  (host) => ({
    title: `The certificate of ${host} ${what}.`,
    cause: 'The server needs a new certificate, or the clock of this computer is wrong.',
    remedy: "Check this computer's clock, then ask the administrator of the server.",
    action: 'retry',
  });

export const noAnswer =
  (code: string | undefined): Words =>
  (host) => ({
    title: `No answer came from ${host}${code === undefined ? '' : ` (${code})`}.`,
    cause: 'The connection did not come about or broke off: offline, a firewall, or a proxy that is needed.',
    remedy: 'Check the network connection, then run it again.',
    action: 'retry',
  });
