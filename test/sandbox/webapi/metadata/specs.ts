// Short ways to write the types of `$metadata` down, and how they are read.

/** Properties are written `Name:Type`, separated by blanks; `[]` behind the type makes it a collection. */
export interface ComplexTypeSpec {
  readonly name: string;
  readonly base?: string;
  readonly open?: boolean;
  readonly properties: string;
}

/** Members are numbered from 0 unless written `Name=4`. */
export interface EnumTypeSpec {
  readonly name: string;
  readonly flags?: boolean;
  readonly members: string;
}

export interface Member {
  readonly name: string;
  /** `String`, `Label`: without namespace. */
  readonly type: string;
  readonly collection: boolean;
  /** Written `Name!:Type`: contained by its owner, or (of a parameter) optional. */
  readonly marked: boolean;
}

export function readMembers(text: string): Member[] {
  return words(text).map((word) => {
    const [written = '', of = ''] = word.split(':');
    const collection = of.endsWith('[]');
    const marked = written.endsWith('!');
    return {
      name: marked ? written.slice(0, -1) : written,
      type: collection ? of.slice(0, -2) : of,
      collection,
      marked,
    };
  });
}

export const enumMembers = ({ members }: EnumTypeSpec): { name: string; value: number }[] =>
  words(members).map((word, index) => {
    const [name = '', value] = word.split('=');
    return { name, value: value === undefined ? index : Number(value) };
  });

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

const primitives = new Set(
  'Binary Boolean Byte Date DateTimeOffset Decimal Double Guid Int16 Int32 Int64 String'.split(' '),
);

/** `Edm.String`, `mscrm.Label`, `Collection(mscrm.account)`. */
export function qualified({ type, collection }: Pick<Member, 'type' | 'collection'>): string {
  const whole = `${primitives.has(type) ? 'Edm' : 'mscrm'}.${type}`;
  return collection ? `Collection(${whole})` : whole;
}
