import type { Locator } from 'playwright-core';

/** Whether it can be seen within so many milliseconds. */
export function appears(locator: Locator, timeout: number): Promise<boolean> {
  return succeeds(locator.waitFor({ timeout }));
}

/** Whether it is out of sight within so many milliseconds. */
export function disappears(locator: Locator, timeout: number): Promise<boolean> {
  return succeeds(locator.waitFor({ state: 'hidden', timeout }));
}

/** Whether the box was there to take the text. */
export function fills(input: Locator, text: string): Promise<boolean> {
  return succeeds(input.fill(text, { timeout: 3000 }));
}

/** Whether the box was there to take the key, which goes nowhere else. */
export function presses(input: Locator, key: string): Promise<boolean> {
  return succeeds(input.press(key, { timeout: 3000 }));
}

async function succeeds(action: Promise<void>): Promise<boolean> {
  try {
    await action;
    return true;
  } catch {
    return false;
  }
}
