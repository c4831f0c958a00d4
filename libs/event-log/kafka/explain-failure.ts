import { LogError, type LogErrorCode } from '../errors.js';
import type { KafkaConnection } from './connection.js';
import { coordinationRights, deniedRight, type Asked } from './denied-right.js';

interface Explanation {
  readonly sign: RegExp;
  readonly code: LogErrorCode;
  readonly problem: (connection: KafkaConnection, text: string, asked: Asked) => string;
}

/** In the order in which they are looked for. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    sign: /INVALID_PRODUCER_EPOCH|PRODUCER_FENCED|producer with the same transactionalId|newer epoch/i,
    code: 'log_fenced',
    problem: () => 'another member has taken this partition over',
  },
  {
    sign: /SASL|AUTHENTICATION_FAILED|authentication/i,
    code: 'access_denied',
    problem: ({ sasl }) =>
      sasl === undefined
        ? 'the broker wants a user: set PARLEY_KAFKA_SASL_MECHANISM, _USERNAME and _PASSWORD'
        : `the broker refuses user ${sasl.username} (${sasl.mechanism}): check PARLEY_KAFKA_SASL_USERNAME, _PASSWORD and _MECHANISM`,
  },
  {
    sign: /AUTHORIZATION_FAILED|not authorized/i,
    code: 'access_denied',
    problem: (connection, text, asked) =>
      `${userOf(connection)} lacks ${deniedRight(text, asked)}: grant what the table of rights in docs/kafka.md says`,
  },
  {
    // So kafkajs says while brokers start, and also of a group, or a transactional id, on which a right is missing.
    sign: /Failed to find group coordinator/i,
    code: 'broker_unreachable',
    problem: (connection, _, asked) =>
      `no broker says who coordinates it: the brokers are not ready, or ${userOf(connection)} may lack ${coordinationRights(asked)}, see the table of rights in docs/kafka.md`,
  },
  {
    sign: /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|certificate|ERR_TLS|ERR_SSL|wrong version number/i,
    code: 'access_denied',
    problem: () =>
      'the TLS handshake failed: check PARLEY_KAFKA_TLS and PARLEY_KAFKA_TLS_CA_FILE, and for mutual TLS _CERT_FILE and _KEY_FILE',
  },
  {
    sign: /INVALID_REPLICATION_FACTOR|Replication-factor is invalid/i,
    code: 'topics_unfit',
    problem: () =>
      'there are fewer brokers than replicas are wanted: set PARLEY_KAFKA_REPLICAS to at most their number',
  },
  {
    sign: /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ETIMEDOUT|ECONNRESET|Connection (error|timeout|closed)|Cannot connect/i,
    code: 'broker_unreachable',
    problem: ({ brokers, tls }) =>
      `no broker answers at ${brokers.join(', ')}: check PARLEY_KAFKA_BROKERS, and ${unsaid(tls)}`,
  },
];

function userOf({ sasl, tls }: KafkaConnection): string {
  if (sasl !== undefined) return `user ${sasl.username} (PARLEY_KAFKA_SASL_USERNAME)`;
  return tls?.cert === undefined ? 'user ANONYMOUS' : 'the user of PARLEY_KAFKA_TLS_CERT_FILE';
}

/** Brokers close the connection without a word on who does not come as they want. */
function unsaid(tls: KafkaConnection['tls']): string {
  if (tls === undefined) return 'PARLEY_KAFKA_TLS where brokers want TLS';
  return 'PARLEY_KAFKA_TLS_CERT_FILE and _KEY_FILE where brokers want a certificate';
}

/** What a client's error means, with what helps; as it is when nothing is known about it. */
export function explained(error: unknown, connection: KafkaConnection, asked: Asked = {}): unknown {
  if (error instanceof LogError) return error;
  const text = textOf(error, new Set());
  const explanation = EXPLANATIONS.find(({ sign }) => sign.test(text));
  if (explanation === undefined) return error;
  return new LogError(explanation.code, `${explanation.problem(connection, text, asked)} (${messageOf(error)})`, {
    cause: error,
  });
}

/** Explains what the work rejects with; `asked`: of what. */
export async function explaining<T>(
  connection: KafkaConnection,
  work: () => Promise<T>,
  asked: Asked = {},
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explained(error, connection, asked);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Codes and messages of an error and of everything that it was caused by. */
function textOf(error: unknown, seen: Set<unknown>): string {
  if (typeof error !== 'object' || error === null || seen.has(error)) return '';
  seen.add(error);
  const own = ['name', 'message', 'code', 'type', 'apiId'].map((key) => String(Reflect.get(error, key) ?? ''));
  const errors: unknown = Reflect.get(error, 'errors');
  const causes: unknown[] = [Reflect.get(error, 'cause'), ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
  return [...own, ...causes.map((cause) => textOf(cause, seen))].join(' ');
}
