/**
 * Growable columns on integer handles: one typed array per field, all of the same length, so that
 * a live conversation costs bytes and not objects (kernel.md). Freed handles are reused last in,
 * first out; the free list is part of the state and of the snapshot, so that replay and a restored
 * snapshot give the same handles to the same events.
 */
export type ColumnKind = "u8" | "u16" | "i32" | "f64";
export type Layout = Record<string, ColumnKind>;

type ArrayOf<K extends ColumnKind> = K extends "u8" ? Uint8Array
  : K extends "u16" ? Uint16Array
  : K extends "i32" ? Int32Array
  : Float64Array;

export type Columns<L extends Layout> = { [K in keyof L]: ArrayOf<L[K]> };

export interface Table<L extends Layout> {
  readonly layout: L;
  readonly column: Columns<L>;
  /** Handles ever given out; rows at or above it do not exist. */
  size: number;
  capacity: number;
  free: number[];
}

const FIRST_CAPACITY = 64;
/** 16.7 M rows of one workspace: far above what one core can route. */
const CAPACITY_MAX = 1 << 24;

function make(kind: ColumnKind, capacity: number) {
  switch (kind) {
    case "u8":
      return new Uint8Array(capacity);
    case "u16":
      return new Uint16Array(capacity);
    case "i32":
      return new Int32Array(capacity);
    case "f64":
      return new Float64Array(capacity);
  }
}

export function createTable<L extends Layout>(layout: L, capacity = FIRST_CAPACITY): Table<L> {
  const column: Record<string, unknown> = {};
  for (const name of Object.keys(layout)) column[name] = make(layout[name], capacity);
  return { layout, column: column as Columns<L>, size: 0, capacity, free: [] };
}

/** A handle whose row is all zero. */
export function addRow<L extends Layout>(table: Table<L>): number {
  const reused = table.free.pop();
  if (reused !== undefined) return reused;
  if (table.size === table.capacity) grow(table);
  return table.size++;
}

function grow<L extends Layout>(table: Table<L>): void {
  const capacity = table.capacity * 2;
  if (capacity > CAPACITY_MAX) throw new RangeError("a table outgrew its bound");
  const column = table.column as Record<string, Float64Array>;
  for (const name of Object.keys(table.layout)) {
    const wider = make(table.layout[name], capacity);
    wider.set(column[name]);
    column[name] = wider as Float64Array;
  }
  table.capacity = capacity;
}

/** Gives the handle back; the row is zeroed so that equal states have equal bytes. */
export function freeRow<L extends Layout>(table: Table<L>, handle: number): void {
  const column = table.column as Record<string, Float64Array>;
  for (const name of Object.keys(table.layout)) column[name][handle] = 0;
  table.free.push(handle);
}
