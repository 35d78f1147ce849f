/** How large a schema must become: real organisations have 5 to 15 MB and 500 to 1,500 types. */
export interface Size {
  readonly bytes: number;
  readonly entityTypes: number;
}

/**
 * A larger document of the same build: every entity type and entity set is cloned under new prefixes (`x1_account`,
 * `x1_accounts`) together with its references, until the size is reached. Complex types, enums and operations stay.
 */
export function enlarge(csdl: string, size: Size): string {
  const parts = partsOf(csdl);
  const types = [parts.types];
  const sets = [parts.sets];
  const once = parts.types.length + parts.sets.length;
  const clones = Math.max(
    Math.ceil((size.bytes - csdl.length) / once),
    Math.ceil(size.entityTypes / parts.typeNames.size) - 1,
  );
  for (let clone = 1; clone <= clones; clone++) {
    const rename = renamer(`x${clone}_`, parts);
    types.push(rename(parts.types));
    sets.push(rename(parts.sets));
  }
  return [parts.head, ...types, parts.middle, ...sets, parts.tail].join('');
}

interface Parts {
  readonly head: string;
  readonly types: string;
  readonly middle: string;
  readonly sets: string;
  readonly tail: string;
  readonly typeNames: ReadonlySet<string>;
  readonly setNames: ReadonlySet<string>;
}

/** The entity types and the entity sets each stand in one stretch; what lies between two of them goes along. */
function partsOf(csdl: string): Parts {
  const [typesStart, typesEnd] = stretch(csdl, 'EntityType', 0);
  const container = csdl.indexOf('<EntityContainer');
  const [setsStart, setsEnd] = stretch(csdl, 'EntitySet', container);
  const types = csdl.slice(typesStart, typesEnd);
  return {
    head: csdl.slice(0, typesStart),
    types,
    middle: csdl.slice(typesEnd, setsStart),
    sets: csdl.slice(setsStart, setsEnd),
    tail: csdl.slice(setsEnd),
    typeNames: namesOf(types, 'EntityType'),
    setNames: namesOf(csdl.slice(setsStart, setsEnd), 'EntitySet'),
  };
}

/** From the second of its kind: the first may be the base that all others share. */
function stretch(csdl: string, element: string, from: number): readonly [start: number, end: number] {
  const first = csdl.indexOf(`<${element} `, from);
  const start = element === 'EntityType' ? csdl.indexOf(`<${element} `, first + 1) : first;
  const last = csdl.lastIndexOf(`<${element} `);
  const tagEnd = csdl.indexOf('>', last) + 1;
  const endTag = `</${element}>`;
  const end = csdl[tagEnd - 2] === '/' ? tagEnd : csdl.indexOf(endTag, last) + endTag.length;
  return [start, end];
}

function namesOf(csdl: string, element: string): ReadonlySet<string> {
  return new Set(
    [...csdl.matchAll(new RegExp(`<${element} Name="([^"]+)"`, 'g'))].map(([, name = '']) => name),
  );
}

function renamer(prefix: string, { typeNames, setNames }: Parts): (csdl: string) => string {
  const renamed = (names: ReadonlySet<string>) => (whole: string, before: string, name: string) =>
    names.has(name) ? `${before}${prefix}${name}` : whole;
  return (csdl) =>
    csdl
      .replace(/((?:Type|BaseType|EntityType)="(?:Collection\()?(?:\w+\.)+)(\w+)/g, renamed(typeNames))
      .replace(/(<EntityType Name=")([^"]+)/g, renamed(typeNames))
      .replace(/(<EntitySet Name="|Target=")([^"]+)/g, renamed(setNames));
}
