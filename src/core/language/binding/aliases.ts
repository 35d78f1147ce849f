import type { AliasOption, AliasReference, ODataUrl } from '../../odata';
import { nowhere, type Place } from './place';
import type { Recorder } from './recorder';

/** `@p1=…` options of a URL. What one means hangs on where it is used first. */
export class Aliases {
  readonly #options = new Map<string, AliasOption>();
  readonly #places = new Map<string, Place>();

  constructor(url: ODataUrl) {
    for (const option of url.options) {
      if (option.kind === 'alias' && !this.#options.has(option.name.name)) {
        this.#options.set(option.name.name, option);
      }
    }
  }

  option(name: string): AliasOption | undefined {
    return this.#options.get(name);
  }

  /** Those that no part of the URL used. */
  unused(): AliasOption[] {
    return [...this.#options.values()].filter(({ name }) => !this.#places.has(name.name));
  }

  /** Binds the value where it is used first; later uses get the same. */
  place(name: string, bind: (option: AliasOption) => Place): Place {
    const known = this.#places.get(name);
    if (known) return known;
    const option = this.#options.get(name);
    if (!option) return nowhere;
    // An alias may stand in its own value: there it is nothing known.
    this.#places.set(name, nowhere);
    const place = bind(option);
    this.#places.set(name, place);
    return place;
  }
}

/** The name of an alias where it is used. */
export function recordAlias(
  { aliases, record }: { readonly aliases: Aliases; readonly record: Recorder },
  alias: AliasReference,
): void {
  const option = aliases.option(alias.name);
  const { name, start, end } = alias;
  const identifier = { kind: 'identifier', name, start, end } as const;
  if (option) record.name(identifier, 'alias', { kind: 'alias', option });
  else record.notFound(identifier, 'alias');
}
