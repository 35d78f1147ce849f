export { registerApplication } from './applicationFlow';
export { createApplicationUser } from './applicationUserFlow';
export { setTokenLifetime } from './lifetimeFlow';
