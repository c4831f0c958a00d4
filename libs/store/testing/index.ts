export { storeContract, type StoreHarness } from './store.contract.js';
