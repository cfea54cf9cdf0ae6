import { createTexts, isText, setText, textAt, type Texts } from "./texts.ts";

/**
 * Ids by row and rows by id: packed texts and an open-addressing index (linear probing, deletion by
 * shifting back, at most half full). A Map from strings would cost more than the rows themselves.
 */
export interface Ids {
  texts: Texts;
  /** Row + 1 by hash, 0 = empty. */
  index: Int32Array;
  count: number;
  /** Rows ever used. */
  rows: number;
}

const FIRST_INDEX = 128;

export const createIds = (): Ids => ({
  texts: createTexts(),
  index: new Int32Array(FIRST_INDEX),
  count: 0,
  rows: 0,
});

/** FNV-1a over UTF-16 units: ids are random, so it only has to spread them. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export const idAt = (ids: Ids, row: number): string => textAt(ids.texts, row);

export function rowOf(ids: Ids, id: string): number | undefined {
  const mask = ids.index.length - 1;
  for (let place = hashOf(id) & mask; ids.index[place] !== 0; place = (place + 1) & mask) {
    if (isText(ids.texts, ids.index[place] - 1, id)) return ids.index[place] - 1;
  }
  return undefined;
}

export function addId(ids: Ids, row: number, id: string): void {
  if (id === "") throw new RangeError("an id cannot be empty");
  if ((ids.count + 1) * 2 > ids.index.length) widen(ids);
  setText(ids.texts, row, id);
  ids.rows = Math.max(ids.rows, row + 1);
  ids.count++;
  insert(ids, row, id);
}

function insert(ids: Ids, row: number, id: string): void {
  const mask = ids.index.length - 1;
  let place = hashOf(id) & mask;
  while (ids.index[place] !== 0) place = (place + 1) & mask;
  ids.index[place] = row + 1;
}

function widen(ids: Ids): void {
  const rows = rowsOf(ids);
  ids.index = new Int32Array(ids.index.length * 2);
  for (const row of rows) insert(ids, row, idAt(ids, row));
}

export function dropId(ids: Ids, row: number): void {
  const { index } = ids;
  const mask = index.length - 1;
  let hole = hashOf(idAt(ids, row)) & mask;
  while (index[hole] !== row + 1) hole = (hole + 1) & mask;
  for (let next = (hole + 1) & mask; index[next] !== 0; next = (next + 1) & mask) {
    const home = hashOf(idAt(ids, index[next] - 1)) & mask;
    if (((next - home) & mask) < ((next - hole) & mask)) continue;
    index[hole] = index[next];
    hole = next;
  }
  index[hole] = 0;
  setText(ids.texts, row, "");
  ids.count--;
}

/** Rows in use, in the order of rows. */
export function rowsOf(ids: Ids): number[] {
  const rows: number[] = [];
  for (let row = 0; row < ids.rows; row++) if (ids.texts.lengths[row] !== 0) rows.push(row);
  return rows;
}
