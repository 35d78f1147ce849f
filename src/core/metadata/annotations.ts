import type { AlternateKey } from './model';
import type { QualifiedNames } from './names';
import type { XmlElement } from './xmlElement';

const core = 'Org.OData.Core.V1';

/** Reads the annotations that the language shows; all others are passed over. */
export class Annotations {
  readonly #names: QualifiedNames;
  readonly #elements: readonly XmlElement[];

  /** `outside`: what an `<Annotations Target="…">` elsewhere in the document adds. */
  constructor(names: QualifiedNames, element: XmlElement, outside: readonly XmlElement[] = []) {
    this.#names = names;
    this.#elements = [...element.named('Annotation'), ...outside];
  }

  get description(): string | undefined {
    const found = this.#find(`${core}.Description`);
    const text = found && constant(found, 'String');
    return text === undefined || text.trim() === '' ? undefined : text;
  }

  get computed(): boolean {
    return this.#tag(`${core}.Computed`);
  }

  /** `Permissions` that allow to read and not to write (Org.OData.Core.V1.Permission). */
  get readOnly(): boolean {
    const found = this.#find(`${core}.Permissions`);
    if (found === undefined) return false;
    const members = (found.attribute('EnumMember') ?? found.first('EnumMember')?.text ?? '').split(/[\s,]+/);
    const permissions = members.map((member) => member.slice(member.lastIndexOf('/') + 1));
    return permissions.includes('Read') && !permissions.some((one) => /^(Write|ReadWrite)$/.test(one));
  }

  get optionalParameter(): boolean {
    return this.#find(`${core}.OptionalParameter`) !== undefined;
  }

  /** `OData.Community.Keys.V1.AlternateKeys`, each once: real documents repeat them. */
  get alternateKeys(): readonly AlternateKey[] {
    const found = this.#find('OData.Community.Keys.V1.AlternateKeys') ?? this.#find(`${core}.AlternateKeys`);
    const records = found?.first('Collection')?.named('Record') ?? [];
    const keys = new Map<string, AlternateKey>();
    for (const record of records) {
      const parts = (valueOf(record, 'Key')?.first('Collection')?.named('Record') ?? []).flatMap(keyPart);
      if (parts.length > 0) keys.set(parts.map(({ alias }) => alias).join('\u0000'), { parts });
    }
    return [...keys.values()];
  }

  /** A term whose value is true where none is written (OData CSDL XML, 14.2). */
  #tag(term: string): boolean {
    const found = this.#find(term);
    return found !== undefined && constant(found, 'Bool')?.trim() !== 'false';
  }

  #find(term: string): XmlElement | undefined {
    return this.#elements.find((element) => this.#names.qualify(element.attribute('Term') ?? '') === term);
  }
}

function keyPart(record: XmlElement): { alias: string; path: string }[] {
  const name = valueOf(record, 'Name');
  const path = name && (name.attribute('PropertyPath') ?? name.first('PropertyPath')?.text);
  if (path === undefined || path === '') return [];
  const alias = valueOf(record, 'Alias');
  const given = alias && constant(alias, 'String');
  // The alias is the last segment where none is given (OData.Community.Keys.V1.PropertyRef).
  return [
    { alias: given === undefined || given === '' ? path.slice(path.lastIndexOf('/') + 1) : given, path },
  ];
}

function valueOf(record: XmlElement, property: string): XmlElement | undefined {
  return record.named('PropertyValue').find((value) => value.attribute('Property') === property);
}

/** A constant may stand in an attribute or in an element: `String="a"`, `<String>a</String>`. */
function constant(element: XmlElement, kind: 'String' | 'Bool'): string | undefined {
  return element.attribute(kind) ?? element.first(kind)?.text;
}
