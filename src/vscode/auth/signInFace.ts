import { accountSessions } from './accountSessions';
import { showDeviceCode } from './deviceCode';
import { openBrowser } from './openBrowser';

/** How VS Code asks a person to sign in. */
export const signInFace = { openBrowser, showDeviceCode, sessions: accountSessions };
