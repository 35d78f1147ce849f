import type { EntitySet } from './model';
import type { QualifiedNames } from './names';
import type { XmlElement } from './xmlElement';

/** Its bindings are read when one is first asked for. */
export class CsdlEntitySet implements EntitySet {
  readonly name: string;
  readonly entityType: string;
  readonly #names: QualifiedNames;
  readonly #body: () => XmlElement | undefined;
  #bindings: ReadonlyMap<string, string> | undefined;

  constructor(name: string, entityType: string, names: QualifiedNames, body: () => XmlElement | undefined) {
    this.name = name;
    this.entityType = entityType;
    this.#names = names;
    this.#body = body;
  }

  bindingOf(path: string): string | undefined {
    this.#bindings ??= this.#read();
    return this.#bindings.get(this.#normalised(path));
  }

  #read(): ReadonlyMap<string, string> {
    const bindings = new Map<string, string>();
    for (const element of this.#body()?.named('NavigationPropertyBinding') ?? []) {
      const path = element.attribute('Path');
      const target = element.attribute('Target');
      if (path && target) bindings.set(this.#normalised(path), setOf(target));
    }
    return bindings;
  }

  /** Type casts in a path are written out. */
  #normalised(path: string): string {
    if (!path.includes('.')) return path;
    return path
      .split('/')
      .map((segment) => this.#names.qualify(segment))
      .join('/');
  }
}

/** A set in another container is written with the container's name before it: `Example.Container/accounts`. */
function setOf(target: string): string {
  const [first = '', second] = target.split('/');
  return second !== undefined && first.includes('.') ? second : first;
}
