import { byName, pages, type Entry } from './entry';

/** Methods of requests, most used first. */
export const methodEntries: readonly Entry[] = [
  { name: 'GET', text: 'Reads rows, or calls a function.', link: pages.overview },
  { name: 'POST', text: 'Creates a row, relates rows, or calls an action.', link: pages.create },
  {
    name: 'PATCH',
    text: 'Changes columns of a row.',
    note: 'Creates the row where there is none, unless If-Match: * stands.',
    link: pages.update,
  },
  { name: 'PUT', text: 'Sets one column, or one lookup.', link: pages.update },
  { name: 'DELETE', text: 'Deletes a row, the value of a column, or a relationship.', link: pages.update },
];

export const methodByName = byName(methodEntries);
