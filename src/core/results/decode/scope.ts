import { ByteArena } from './byteArena';
import { CellSpans } from './cellSpans';
import type { JsonBytes } from './jsonBytes';
import type { Name } from './names';
import type { SlotMirror } from './slotMirror';

/** What a member says: the value of a property, or one of its annotations. */
export type Role = 'value' | 'formatted' | 'table' | 'property' | 'nextLink' | 'id' | 'ignored';

const annotationRoles: ReadonlyMap<string, Role> = new Map([
  ['OData.Community.Display.V1.FormattedValue', 'formatted'],
  ['Microsoft.Dynamics.CRM.lookuplogicalname', 'table'],
  ['Microsoft.Dynamics.CRM.associatednavigationproperty', 'property'],
  ['odata.nextLink', 'nextLink'],
]);

/** All that the rows of a `/$ref` answer hold. */
export const idName = '@odata.id';

/** One property of the rows, or of a record in them, and what of it is read. */
export class Property {
  readonly cells: CellSpans;
  /** -1 until a value was seen: an annotation alone makes no column. */
  column = -1;
  /** The record that it holds, once one was seen. */
  record: Scope | undefined;

  constructor(
    /** With the path that leads to it. */
    readonly path: string,
    mirror: SlotMirror | undefined,
  ) {
    this.cells = new CellSpans(mirror?.memory);
  }
}

/** One spelling of a member's name. */
export class Slot {
  /** Where a kernel finds it, or 0. */
  address = 0;
  /** Slots that followed it: nearly always one of them follows again. */
  next: Slot | undefined;
  other: Slot | undefined;
  /** What an annotation said last. */
  lastName: Name | undefined;

  constructor(
    readonly role: Role,
    readonly property: Property,
    /** Where the name stands in the scope's arena, quotes included. */
    readonly from: number,
    readonly length: number,
    readonly hash: number,
  ) {}
}

/** The members that records of one kind have: the rows', or those of a record that was expanded in them. */
export class Scope {
  readonly #arena: ByteArena;
  readonly #mirror: SlotMirror | undefined;
  readonly #prefix: string;
  readonly #slots: Slot[] = [];
  /** Open addressing by hash: index of a slot + 1, or 0. */
  #table = new Int32Array(64);
  readonly #properties = new Map<string, Property>();
  /** What a record begins with: stands before its first member. */
  readonly start: Slot;

  constructor(
    readonly depth: number,
    path: string,
    mirror: SlotMirror | undefined,
    arena = new ByteArena(),
  ) {
    this.#arena = arena;
    this.#mirror = mirror;
    this.#prefix = path === '' ? '' : `${path}/`;
    this.start = new Slot('ignored', new Property('', mirror), 0, 0, 0);
    this.start.address = mirror?.addStart() ?? 0;
  }

  /** The scope of the record that a property holds. */
  recordOf(property: Property): Scope {
    if (property.record !== undefined) return property.record;
    const record = new Scope(this.depth + 1, property.path, this.#mirror, this.#arena);
    property.record = record;
    this.#mirror?.addRecord(property, record.start.address);
    return record;
  }

  property(name: string): Property {
    const known = this.#properties.get(name);
    if (known !== undefined) return known;
    const property = new Property(this.#prefix + name, this.#mirror);
    this.#properties.set(name, property);
    return property;
  }

  /** The slot of the name whose opening quote stands at `at`, where it is one of those that `before` was followed by. */
  guess(json: JsonBytes, at: number, before: Slot): Slot | undefined {
    const { next, other } = before;
    const { view } = this.#arena;
    if (next === undefined) return undefined;
    if (json.same(at, view, next.from, next.length)) return next;
    if (other === undefined || !json.same(at, view, other.from, other.length)) return undefined;
    return other;
  }

  /** The slot of a name that was just read by `endOfString`, where there is one. */
  find(json: JsonBytes, at: number, end: number, before: Slot): Slot | undefined {
    const hash = json.hashOf(at, end);
    const mask = this.#table.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const slot = this.#slots[(this.#table[place] ?? 0) - 1];
      if (slot === undefined) return undefined;
      const { from, length } = slot;
      const alike = slot.hash === hash && length === end - at;
      if (!alike || !json.same(at, this.#arena.view, from, length)) continue;
      before.other = before.next;
      before.next = slot;
      this.#mirror?.link(before);
      return slot;
    }
  }

  /** Adds what {@link find} did not find. @param name what it says without escapes */
  add(json: JsonBytes, at: number, end: number, name: string): Slot {
    const hash = json.hashOf(at, end);
    const slot = this.#make(name, this.#arena.add(json.bytes, at, end), end - at, hash);
    slot.address = this.#mirror?.addSlot(slot, json.bytes.subarray(at, end)) ?? 0;
    this.#slots.push(slot);
    if (2 * this.#slots.length > this.#table.length) {
      this.#table = new Int32Array(2 * this.#table.length);
      this.#slots.forEach((one, index) => this.#enter(one, index));
    } else this.#enter(slot, this.#slots.length - 1);
    return slot;
  }

  #enter({ hash }: Slot, index: number): void {
    const mask = this.#table.length - 1;
    let place = hash & mask;
    while (this.#table[place] !== 0) place = (place + 1) & mask;
    this.#table[place] = index + 1;
  }

  #make(name: string, from: number, length: number, hash: number): Slot {
    const at = name.indexOf('@');
    if (at < 0) return new Slot('value', this.property(name), from, length, hash);
    if (at === 0) {
      const role = name === idName && this.depth === 0 ? 'id' : 'ignored';
      return new Slot(role, this.start.property, from, length, hash);
    }
    const role = annotationRoles.get(name.slice(at + 1)) ?? 'ignored';
    return new Slot(role, this.property(name.slice(0, at)), from, length, hash);
  }
}
