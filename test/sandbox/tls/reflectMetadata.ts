// @peculiar/x509 resolves its parts with tsyringe, which will not load without the metadata functions of
// `Reflect` (a proposal that no engine has). This is the part of them that it calls.

type MetadataKey = string | symbol;

const metadata = new WeakMap<object, Map<MetadataKey, unknown>>();

function getOwnMetadata(key: MetadataKey, target: object): unknown {
  return metadata.get(target)?.get(key);
}

/** Looks along the prototype chain, as the proposal says. */
function getMetadata(key: MetadataKey, target: object): unknown {
  for (let at: unknown = target; isObject(at); at = Reflect.getPrototypeOf(at)) {
    const own = metadata.get(at);
    if (own?.has(key)) return own.get(key);
  }
  return undefined;
}

function defineMetadata(key: MetadataKey, value: unknown, target: object): void {
  const own = metadata.get(target) ?? new Map<MetadataKey, unknown>();
  own.set(key, value);
  metadata.set(target, own);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { getMetadata, getOwnMetadata, defineMetadata });
