export { blobsContract, type BlobsHarness } from './blobs.contract.js';
export { storeContract, type StoreHarness } from './store.contract.js';
