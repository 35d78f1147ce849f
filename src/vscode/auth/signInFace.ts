import type { SessionProvider, ShowDeviceCode } from '../../core/auth/ports';

const showDeviceCode: ShowDeviceCode = async (code, over) =>
  (await import('./deviceCode')).showDeviceCode(code, over);

const sessions: SessionProvider = {
  session: async (request) => (await import('./accountSessions')).accountSessions.session(request),
};

const openBrowser = async (url: string): Promise<void> => (await import('./openBrowser')).openBrowser(url);

/** How VS Code asks a person to sign in. Each way is loaded when it is first taken. */
export const signInFace = { openBrowser, showDeviceCode, sessions };
