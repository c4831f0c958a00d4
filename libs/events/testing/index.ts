export { NO_FACTS, NO_VERDICT } from './no-verdict.js';
