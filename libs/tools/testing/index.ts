export { effectTools } from './effect-tools.js';
export { effectsOf, takeEffect, type Effects } from './effects.js';
export { invocationWith } from './invocation.js';
