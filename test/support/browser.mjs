// Launches Chromium for the tests: quiet, with an empty profile.
import { chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/chromium.mjs';

/**
 * @param {{ profileDir: string, scale?: number }} options A folder for this browser alone; what it stores can be read there.
 * @returns {Promise<import('playwright-core').BrowserContext>}
 */
export async function launchBrowser({ profileDir, scale = 1 }) {
  return chromium.launchPersistentContext(profileDir, {
    executablePath: ensureChromium(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: scale,
    // The sandbox's certificate authority is made at its start: no browser knows it.
    ignoreHTTPSErrors: true,
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
