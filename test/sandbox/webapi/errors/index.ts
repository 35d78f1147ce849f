// Refusals in Dataverse's own codes and words. Where two codes are met for one fault, the newer one is used.
export * from './refusal';
export * from './access';
export * from './query';
export * from './payload';
export * from './fetch';
export * from './batch';
