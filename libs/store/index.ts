export { BlobError, isBlobError, type BlobErrorCode } from './blobs/blob-error.js';
export { openFileBlobs } from './blobs/file-blobs.js';
export { textOf } from './blobs/text-of.js';
export { openStore } from './open-store.js';
export type {
  Acceptance,
  AcceptRequest,
  ApprovalFilter,
  Page,
  Paged,
  ProjectedBatch,
  RunDetail,
  RunFilter,
  RunSummary,
  Spend,
  SpendTotals,
  Store,
} from './port.js';
export { isStoreError, StoreError, type StoreErrorCode } from './store-error.js';
