import path from 'node:path';

/** What the cases read; `prepareFiles` writes it. Nothing else is loaded here: the cases start as bare as can be. */
const folder = path.resolve('out', 'schemas');

export const benchKey = { origin: 'https://bench.example', apiVersion: 'v9.2' };

export const benchFiles = {
  folder,
  document: path.join(folder, 'bench.xml'),
  cache: path.join(folder, 'bench.schema'),
  model: path.join(folder, 'bench.json'),
};
