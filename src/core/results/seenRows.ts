/** More than anybody looks at in one session, and a megabyte at most. */
const mostNames = 20_000;

/** Names of rows that results have shown, by environment and GUID; the oldest go first. In memory only. */
export class SeenRows {
  readonly #names = new Map<string, string>();

  /** `guid` in lower case. */
  nameOf(environment: string, guid: string): string | undefined {
    return this.#names.get(`${environment} ${guid}`);
  }

  add(environment: string, guid: string, name: string): void {
    const key = `${environment} ${guid.toLowerCase()}`;
    this.#names.delete(key);
    this.#names.set(key, name);
    if (this.#names.size <= mostNames) return;
    const [oldest] = this.#names.keys();
    if (oldest !== undefined) this.#names.delete(oldest);
  }
}
