/** What a shell loads when something is to be diagnosed, and not before: every cause, with its words. */
export { explained } from './problemCause';
export { runChain } from './runChain';
