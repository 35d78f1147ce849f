/** The server's time: this machine's, moved by what the control API ordered. */
export class SandboxClock {
  private offset = 0;

  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.offset;

  /** @param milliseconds forward where positive, back where negative; shifts add up. */
  shift(milliseconds: number): void {
    this.offset += milliseconds;
  }

  get shifted(): number {
    return this.offset;
  }

  reset(): void {
    this.offset = 0;
  }
}
