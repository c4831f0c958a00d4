import { StoreError, storeClosed } from '../store-error.js';
import { placeOf, type PostgresSettings } from './postgres-settings.js';

/** By SQLSTATE or the code of a connection's error: what is wrong with the settings. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['28P01', 'correct its user or password'],
  ['28000', "use a user that the server's pg_hba.conf lets in from here"],
  ['3D000', 'create the database, or correct its name'],
  ['42501', 'let its user create and change tables'],
  ['ENOTFOUND', 'correct its host'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'name the certificate in `sslrootcert`'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'name the certificate in `sslrootcert`'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'name the certificate in `sslrootcert`'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'name the certificate in `sslrootcert`'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "use the host that the server's certificate names"],
  ['CERT_HAS_EXPIRED', "renew the server's certificate"],
]);
/** Errors of a connection that may come back. */
const LOST: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
]);
/**
 * Classes of SQLSTATE that may pass: connection lost (08), transaction ended for being idle or read-only server (25),
 * serialisation and deadlock (40), resources (53), lock not to be had (55), shut down or cancelled (57), its system (58).
 */
const PASSING_CLASSES: ReadonlySet<string> = new Set(['08', '25', '40', '53', '55', '57', '58']);
/** What the driver says without a code. */
const UNANSWERED_WORDS = 'Query read timeout';
const LOST_WORDS = /^(Connection terminated|Client (has encountered|was closed)|Query read timeout|Connection ended)/;
const FULL_WORDS = 'timeout exceeded when trying to connect';
const NO_TLS_WORDS = 'The server does not support SSL connections';
const CLOSED_WORDS = /^(Cannot use a pool after calling end|driver has already been destroyed)/;

const READ_ONLY = '25006';
/** Its server has become a copy of another: connections to it are of no use to those who write. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === READ_ONLY;

/** Its server has not answered in time: the connection still waits for that answer, and so would what is asked next. */
export const isUnanswered = (error: unknown): error is Error =>
  Error.isError(error) && error.message === UNANSWERED_WORDS;

/** A `StoreError` that names the setting for what keeps the database from being used; anything else as it is. */
export function explainedFor({ url, connections }: PostgresSettings): (error: unknown) => unknown {
  const subject = `PARLEY_POSTGRES_URL (${placeOf(url)})`;
  return (error) => {
    if (!Error.isError(error)) return error;
    const said = wordsOf(error);
    const failure = (code: StoreError['code'], text: string) => new StoreError(code, text, { cause: error });
    const code = codeOf(error) ?? '';
    const fix = REFUSALS.get(code) ?? (said === NO_TLS_WORDS ? 'remove `sslmode`, or switch on its TLS' : undefined);
    if (fix !== undefined) return failure('store_refused', `${subject} is refused: ${said}; ${fix}`);
    if (CLOSED_WORDS.test(said)) return storeClosed();
    if (said === FULL_WORDS) return failure('store_unavailable', `${subject}: ${full(connections)}`);
    if (isPassing(code, said)) return failure('store_unavailable', `${subject} does not answer: ${said}`);
    if (/^XX00[12]$/.test(code)) return failure('store_damaged', `${subject} is damaged: ${said}; restore a backup`);
    return error;
  };
}

const full = (connections: number): string =>
  `no connection became free: all ${connections} are in use, or the server is slow; PARLEY_POSTGRES_CONNECTIONS raises how many there are`;

const isPassing = (code: string, said: string): boolean =>
  LOST.has(code) || (/^[0-9A-Z]{5}$/.test(code) && PASSING_CLASSES.has(code.slice(0, 2))) || LOST_WORDS.test(said);

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** A host with several addresses fails once for each, and says so in the errors below alone. */
function wordsOf(error: Error): string {
  if (error.message !== '' || !('errors' in error) || !Array.isArray(error.errors)) return error.message;
  return error.errors.map((each: unknown) => (Error.isError(each) ? each.message : String(each))).join(', ');
}
