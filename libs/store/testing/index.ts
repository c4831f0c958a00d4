export { blobsContract, type BlobsHarness } from './blobs.contract.js';
export { diagnosisOf } from './diagnosis-of.js';
export { storeContract, type StoreHarness } from './store.contract.js';
