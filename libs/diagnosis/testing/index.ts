export { FROM_SOURCE } from './from-source.js';
