import { createRequire } from 'node:module';
import path from 'node:path';

/** Where `npm run bench` installs what is measured beside: see test/bench/peers/package.json. */
const from = createRequire(path.resolve('test', 'bench', 'peers', 'package.json'));

/** A library to measure beside; the caller states the shape that it uses. */
export function peer(
  name: 'fast-xml-parser' | 'saxes' | '@odata/parser' | 'odata-v4-parser' | 'fast-csv' | 'exceljs',
): unknown {
  return from(name);
}
