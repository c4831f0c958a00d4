export type BlobErrorCode = 'blob_missing' | 'blob_damaged';

export class BlobError extends Error {
  readonly marker = 'parley.blob-error';
  constructor(
    readonly code: BlobErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const isBlobError = (error: unknown): error is BlobError =>
  typeof error === 'object' && error !== null && 'marker' in error && error.marker === 'parley.blob-error';
