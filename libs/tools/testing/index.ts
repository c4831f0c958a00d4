export { effectsOf, effectTools, type Effects } from './effect-tools.js';
export { invocationWith } from './invocation.js';
