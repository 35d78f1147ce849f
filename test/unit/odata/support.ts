import { existsSync, readFileSync } from 'node:fs';

const folder = '../shared/data/queries';

/** Whether the published queries are at hand. They are no part of the repository. */
export const hasData = existsSync(folder);

export interface PublishedQuery {
  readonly query: string;
  readonly expect?: string;
  readonly message?: string | null;
}

export function readQueries(name: string): readonly PublishedQuery[] {
  return JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as readonly PublishedQuery[];
}
