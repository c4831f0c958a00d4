export { centralized } from './centralized.js';
export { decentralized } from './decentralized.js';
export { hybrid } from './hybrid.js';
export { independent } from './independent.js';
export { single } from './single.js';
