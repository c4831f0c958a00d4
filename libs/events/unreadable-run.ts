/** Of a run that cannot be read, since one of its records is damaged or no event of ours. Other runs can. */
export const isUnreadableRun = (error: unknown): error is Error & { readonly code: 'unreadable' } =>
  error instanceof Error && 'code' in error && error.code === 'unreadable';
