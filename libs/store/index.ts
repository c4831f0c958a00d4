export { isSameBody } from './acceptances.js';
export { BlobError, isBlobError, type BlobErrorCode } from './blobs/blob-error.js';
export { openFileBlobs } from './blobs/file-blobs.js';
export { loadedText } from './blobs/loaded-text.js';
export { textOf } from './blobs/text-of.js';
export type {
  Acceptance,
  AcceptRequest,
  ApprovalFilter,
  LetterPlace,
  Page,
  Paged,
  ProjectedBatch,
  RunDetail,
  RunFilter,
  RunSummary,
  SettledLetter,
  Settlement,
  Spend,
  SpendTotals,
  Store,
  StoredDiagnosis,
  Unlogged,
} from './port.js';
export { probePostgres } from './postgres/open-postgres.js';
export { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from './postgres/open-postgres-store.js';
export { placeOf, type PostgresSettings } from './postgres/postgres-settings.js';
export { openSqliteStore, type SqliteStore } from './sqlite/open-sqlite-store.js';
export { isStoreError, StoreError, type StoreErrorCode } from './store-error.js';
