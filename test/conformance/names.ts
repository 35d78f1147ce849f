/** The names known to the cases of a suite, by grammar rule. A rule that is missing is free, `[]` allows none. */
export type Constraints = Readonly<Record<string, readonly string[]>>;

const identifier = /^[A-Za-z_][A-Za-z_0-9]{0,127}$/;
const annotation = /^(?:@|%40)(?:([^%#@]+)\.)?([^.%#@]+)(?:%23([^.%#@]+))?$/i;
const collection = /^Collection(?:\(|%28)(.*)(?:\)|%29)$/;
const primitiveTypes =
  /^Edm\.(?:Binary|Boolean|Byte|Date|DateTimeOffset|Decimal|Double|Duration|Guid|Int16|Int32|Int64|SByte|Single|Stream|String|TimeOfDay|Geo(?:graphy|metry)(?:Collection|LineString|MultiLineString|MultiPoint|MultiPolygon|Point|Polygon)?)$/;

/** Rules that are a choice between names of other rules (sections 2 and 6 of the construction rules). */
const choices: Readonly<Record<string, readonly string[]>> = {
  primitiveProperty: ['primitiveKeyProperty', 'primitiveNonKeyProperty', 'customAggregate'],
  navigationProperty: ['entityNavigationProperty', 'entityColNavigationProperty'],
  function: [
    'entityFunction',
    'entityColFunction',
    'complexFunction',
    'complexColFunction',
    'primitiveFunction',
    'primitiveColFunction',
  ],
};

const singleTypes = ['entityTypeName', 'complexTypeName', 'typeDefinitionName', 'enumerationTypeName'];

/** The name oracle: which text a grammar rule for a name takes, by its spelling and by the constraints. */
export class Names {
  readonly #allowed = new Map<string, ReadonlySet<string>>();

  constructor(constraints: Constraints) {
    for (const [rule, names] of Object.entries(constraints)) {
      this.#allowed.set(rule.toLowerCase(), new Set(names));
    }
  }

  /** Whether the constraints let `rule` take `text`, whatever it looks like. */
  allows(rule: string, text: string): boolean {
    return this.#allowed.get(rule.toLowerCase())?.has(text) ?? true;
  }

  /** `rule` stands for an odataIdentifier, or for a choice between such rules. */
  is(rule: string, text: string): boolean {
    const choice = choices[rule];
    const fits = choice ? choice.some((one) => this.is(one, text)) : this.isIdentifier(text);
    return fits && this.allows(rule, text);
  }

  isIdentifier(text: string): boolean {
    return identifier.test(text) && this.allows('odataIdentifier', text);
  }

  isNamespace(text: string): boolean {
    return text.split('.').every((part) => this.is('namespacePart', part)) && this.allows('namespace', text);
  }

  /** `Ns.Name`, and `Name` alone unless the namespace must be there. `wrapper` is the rule that says so. */
  isQualified(wrapper: string, rules: readonly string[], text: string, must = false): boolean {
    const dot = text.lastIndexOf('.');
    const isPlaced = dot < 0 ? !must : this.isNamespace(text.slice(0, dot));
    const name = text.slice(dot + 1);
    return isPlaced && rules.some((rule) => this.is(rule, name)) && this.allows(wrapper, text);
  }

  /** `@Ns.Term%23qualifier`; `rule` is one of the annotation rules. */
  isAnnotation(rule: string, text: string): boolean {
    const [all, namespace, term, qualifier] = annotation.exec(text) ?? [];
    if (all === undefined || term === undefined) return false;
    return (
      (namespace === undefined || this.isNamespace(namespace)) &&
      this.is('termName', term) &&
      (qualifier === undefined || this.is('annotationQualifier', qualifier)) &&
      this.allows('annotationInQuery', text) &&
      this.allows(rule, text)
    );
  }

  /** A type, or a collection of one; named by its qualified name, or by its name alone where `optional`. */
  isType(text: string, optional: boolean): boolean {
    const element = collection.exec(text)?.[1] ?? text;
    const isPrimitive = primitiveTypes.test(element) && this.allows('primitiveTypeName', element);
    const isNamed = this.isQualified('singleTypeName', singleTypes, element, !optional);
    const rule = optional ? 'optionallyQualifiedTypeName' : 'qualifiedTypeName';
    return (isPrimitive || isNamed) && this.allows(rule, text);
  }
}
