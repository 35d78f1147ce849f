// Single sign-on: a browser that signed in once is known by its cookie.
import { randomBytes } from 'node:crypto';
import type { DirectoryUser, RequestHeaders } from '../server/types';

const cookieName = 'SANDBOXAUTH';
const lifetime = 24 * 60 * 60 * 1000;

export class Sessions {
  private readonly sessions = new Map<string, { user: DirectoryUser; until: number }>();

  constructor(private readonly now: () => number) {}

  /** @returns the value of `Set-Cookie`. */
  start(user: DirectoryUser): string {
    const id = randomBytes(32).toString('base64url');
    this.sessions.set(id, { user, until: this.now() + lifetime });
    return `${cookieName}=${id}; Path=/; Secure; HttpOnly; SameSite=None`;
  }

  userOf(headers: RequestHeaders): DirectoryUser | undefined {
    const session = this.sessions.get(idOf(headers) ?? '');
    return session && session.until > this.now() ? session.user : undefined;
  }

  /** @returns the value of `Set-Cookie`. */
  end(headers: RequestHeaders): string {
    this.sessions.delete(idOf(headers) ?? '');
    return `${cookieName}=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0`;
  }

  clear(): void {
    this.sessions.clear();
  }
}

function idOf(headers: RequestHeaders): string | undefined {
  const cookies = (headers['cookie'] ?? '').split(/; */);
  return cookies.find((one) => one.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}
