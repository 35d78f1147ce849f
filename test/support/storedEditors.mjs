// Runs in the window of VS Code.

/**
 * What VS Code has written down of its open editors, with what their pages remember, as text.
 *
 * @returns {Promise<string>}
 */
export async function storedEditors() {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const texts = await Promise.all(names.filter((name) => name.startsWith('vscode-web-state-db-')).map(read));
  return texts.join('\n');

  /** @param {string} name */
  async function read(name) {
    const database = await done(indexedDB.open(name));
    const store = database.transaction('ItemTable').objectStore('ItemTable');
    const text = await done(store.get('memento/workbench.parts.editor'));
    database.close();
    return String(text ?? '');
  }

  /**
   * @template T
   * @param {IDBRequest<T>} request
   * @returns {Promise<T>}
   */
  function done(request) {
    return new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error));
    });
  }
}
