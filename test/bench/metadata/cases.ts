import { readFileSync } from 'node:fs';
import { openCacheFile } from '../../../src/adapters/metadata/cacheFile';
import { readSchemaFile } from '../../../src/adapters/metadata/schemaFile';
import type { Schema } from '../../../src/core/metadata/model';
import { heldMegabytes } from '../support/freshProcess';
import { peer } from '../support/peers';
import { benchFiles, benchKey } from './files';

export interface Outcome {
  readonly milliseconds: number;
  readonly megabytes?: number;
  /** Guards against measuring nothing. */
  readonly found: number;
}

interface Saxes {
  readonly SaxesParser: new (options: { position: boolean }) => {
    on(event: 'opentag', listener: () => void): void;
    write(text: string): { close(): void };
  };
}

interface FastXmlParser {
  readonly XMLParser: new (options: object) => { parse(text: string): object };
}

function timed(work: () => number): Outcome {
  const start = performance.now();
  const found = work();
  return { milliseconds: performance.now() - start, found };
}

/** The members of one table, as the first completion needs them. */
function lookAtOneType(schema: Schema): number {
  const type = schema.entityType('account') ?? schema.entityType(schema.names('entityType')[1] ?? '');
  return (type?.properties.length ?? 0) + (type?.navigationProperties.length ?? 0);
}

/** Each is run in a process of its own. Reading the file counts; loading the code does not. */
export const cases: Readonly<Record<string, () => Outcome>> = {
  'first answer': () => timed(() => lookAtOneType(readSchemaFile(benchFiles.document))),

  saxes: () => {
    const { SaxesParser } = peer('saxes') as Saxes;
    return timed(() => {
      let tags = 0;
      const parser = new SaxesParser({ position: false });
      parser.on('opentag', () => (tags += 1));
      parser.write(readFileSync(benchFiles.document, 'utf8')).close();
      return tags;
    });
  },

  'fast-xml-parser': () => {
    const { XMLParser } = peer('fast-xml-parser') as FastXmlParser;
    return timed(() => {
      const options = { ignoreAttributes: false, parseAttributeValue: false, parseTagValue: false };
      return Object.keys(new XMLParser(options).parse(readFileSync(benchFiles.document, 'utf8'))).length;
    });
  },

  reopening: () => {
    const before = heldMegabytes();
    const start = performance.now();
    const opened = openCacheFile(benchFiles.cache, benchKey, () => undefined);
    const found = opened?.schema.names('entitySet').length ?? 0;
    const milliseconds = performance.now() - start;
    return { milliseconds, found, megabytes: heldMegabytes() - before };
  },

  'reopening and one type': () =>
    timed(() => {
      const opened = openCacheFile(benchFiles.cache, benchKey, () => undefined);
      return opened === undefined ? 0 : lookAtOneType(opened.schema);
    }),

  'JSON.parse': () => {
    const before = heldMegabytes();
    const start = performance.now();
    const model = JSON.parse(readFileSync(benchFiles.model, 'utf8')) as { entityTypes: unknown[] };
    const milliseconds = performance.now() - start;
    return { milliseconds, found: model.entityTypes.length, megabytes: heldMegabytes() - before };
  },

  'one type, warm': () => {
    const schema = readSchemaFile(benchFiles.document);
    const names = schema.names('entityType');
    const times = names.map((name) => {
      const start = performance.now();
      const type = schema.entityType(name);
      const members = (type?.properties.length ?? 0) + (type?.navigationProperties.length ?? 0);
      return members < 0 ? 0 : performance.now() - start;
    });
    const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    return { milliseconds: middle, found: names.length };
  },
};
