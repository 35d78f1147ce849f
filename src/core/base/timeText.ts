/** `42:10`, or `4:51:07` from one hour up; minutes keep two digits, so that neighbours never jump. Rounded down. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** `42 min`, `4 h 51 min`: for sentences, where the second does not matter. */
export function roughly(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Local times of day; with the date where it is not the day of `now`. */
export class TimeOfDay {
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;

  /** `timeZone` as in IANA's list; the machine's where absent. */
  constructor(timeZone?: string) {
    const zone = timeZone === undefined ? {} : { timeZone };
    const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
    this.#time = new Intl.DateTimeFormat('en-GB', { ...zone, ...time });
    this.#day = new Intl.DateTimeFormat('en-GB', {
      ...zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
    });
  }

  format(at: number, now: number): string {
    const day = this.#day.format(at);
    const time = this.#time.format(at);
    return day === this.#day.format(now) ? time : `${day}, ${time}`;
  }
}
