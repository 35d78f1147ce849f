import type { KernelMemory } from './kernelMemory';
import type { Name } from './names';
import {
  cellsHasColumn,
  cellsProperty,
  cellsRecord,
  mostProperties,
  roleOfFormatted,
  roleOfIgnored,
  roleOfNextLink,
  roleOfProperty,
  roleOfTable,
  roleOfValue,
  slotBytes,
  slotCells,
  slotFrom,
  slotLength,
  slotName,
  slotNameOther,
  slotNext,
  slotOther,
  slotRole,
} from './rowLayout';
import type { Property, Role, Slot } from './scope';

/** Roles that a kernel knows; the others are left to the reader. */
const roles: ReadonlyMap<Role, number> = new Map([
  ['value', roleOfValue],
  ['formatted', roleOfFormatted],
  ['table', roleOfTable],
  ['property', roleOfProperty],
  ['nextLink', roleOfNextLink],
  ['ignored', roleOfIgnored],
]);

/** Tells a kernel what the reader knows of the rows: which names follow which, and what stands behind them. */
export class SlotMirror {
  readonly memory: KernelMemory;
  /** By the numbers that their cells have. */
  readonly properties: Property[] = [];
  readonly #goesOn: Name;
  /** Where the bytes of names stand, by their numbers. */
  readonly #names: number[] = [];

  /** @param goesOn what stands for the navigation property where the server has more of a collection */
  constructor(memory: KernelMemory, goesOn: Name) {
    this.memory = memory;
    this.#goesOn = goesOn;
  }

  /** @param bytes those of the name, quotes included */
  addSlot({ role, property }: Slot, bytes: Uint8Array): number {
    const { memory } = this;
    const known = roles.get(role);
    const from = memory.take(bytes.length);
    const at = memory.take(slotBytes);
    if (known === undefined || from === 0 || at === 0 || !this.#addProperty(property)) return 0;
    memory.bytes.set(bytes, from);
    memory.set(at + slotFrom, from);
    memory.set(at + slotLength, bytes.length);
    memory.set(at + slotRole, known);
    memory.set(at + slotCells, property.cells.address);
    if (role === 'nextLink') memory.words.set([0, 0, this.#goesOn.number], (at + slotName) >> 2);
    return at;
  }

  /** @returns whether a kernel can note its cells */
  #addProperty(property: Property): boolean {
    const { address } = property.cells;
    if (this.properties[this.memory.word(address + cellsProperty)] === property) return true;
    if (address === 0 || this.properties.length === mostProperties) return false;
    this.memory.set(address + cellsProperty, this.properties.push(property) - 1);
    return true;
  }

  /** The slot is followed by others now. */
  link({ address, next, other }: Slot): void {
    if (address === 0) return;
    this.memory.set(address + slotNext, next?.address ?? 0);
    this.memory.set(address + slotOther, other?.address ?? 0);
  }

  /** Address of a slot with which records begin. */
  addStart(): number {
    return this.memory.take(slotBytes);
  }

  /** The slot has another name now. @param bytes those of the name */
  name({ address }: Slot, { number, length }: Name, bytes: Uint8Array): void {
    if (address === 0 || number === 0) return;
    const from = (this.#names[number] ??= this.#addName(bytes));
    if (from === 0) return;
    const { words } = this.memory;
    const [last, before] = [(address + slotName) >> 2, (address + slotNameOther) >> 2];
    words.copyWithin(before, last, before);
    words.set([from, length, number], last);
  }

  #addName(bytes: Uint8Array): number {
    const from = this.memory.take(bytes.length);
    if (from !== 0) this.memory.bytes.set(bytes, from);
    return from;
  }

  /** The property has a column from now on. */
  addColumn({ cells: { address } }: Property): void {
    if (address !== 0) this.memory.set(address + cellsHasColumn, 1);
  }

  /** The property holds records. @param start address of the slot with which they begin */
  addRecord({ cells: { address } }: Property, start: number): void {
    if (address !== 0) this.memory.set(address + cellsRecord, start);
  }
}
