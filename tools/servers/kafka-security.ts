import path from 'node:path';
import { runOnce } from './preparation.js';
import type { Properties } from './kafka-properties.js';

/** Whom a broker with SASL lets in. */
export const KAFKA_USER = { username: 'alice', password: 'alice-secret' } as const;

const STORE_PASSWORD = 'changeit';
const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
const PLAIN_MODULE = 'org.apache.kafka.common.security.plain.PlainLoginModule';
const SCRAM_MODULE = 'org.apache.kafka.common.security.scram.ScramLoginModule';

export interface KeyStore {
  /** PEM file of the certificate, which signs itself. */
  readonly authority: string;
  readonly properties: Properties;
}

/** A certificate for loopback, and the properties of the listeners that use it. */
export async function makeKeyStore(directory: string): Promise<KeyStore> {
  const [store, authority] = [path.join(directory, 'broker.p12'), path.join(directory, 'authority.pem')];
  const keytool = (...args: readonly string[]) =>
    runOnce('keytool', [...args, '-alias', 'broker', '-keystore', store, '-storepass', STORE_PASSWORD]);
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650', '-storetype', 'PKCS12'];
  const subject = ['-dname', 'CN=localhost', '-ext', 'SAN=dns:localhost,ip:127.0.0.1'];
  await keytool('-genkeypair', ...key, ...subject);
  await keytool('-exportcert', '-rfc', '-file', authority);
  return { authority, properties: { ...saslProperties(), ...tlsProperties(store) } };
}

/** Arguments for the formatting of a broker's data. */
export const scramUsers = (): readonly string[] =>
  MECHANISMS.flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${KAFKA_USER.username},password=${KAFKA_USER.password}]`,
  ]);

function saslProperties(): Properties {
  const plain = `${PLAIN_MODULE} required user_${KAFKA_USER.username}="${KAFKA_USER.password}";`;
  const modules = new Map([
    ['PLAIN', plain],
    ...MECHANISMS.map((name) => [name, `${SCRAM_MODULE} required;`] as const),
  ]);
  const listeners = ['saslplain', 'sasltls'].flatMap((listener) =>
    [...modules].map(([name, module]): [string, string] => [
      `listener.name.${listener}.${name.toLowerCase()}.sasl.jaas.config`,
      module,
    ]),
  );
  return { 'sasl.enabled.mechanisms': [...modules.keys()].join(','), ...Object.fromEntries(listeners) };
}

const tlsProperties = (store: string): Properties => ({
  'ssl.keystore.type': 'PKCS12',
  'ssl.keystore.location': store,
  'ssl.keystore.password': STORE_PASSWORD,
  'ssl.key.password': STORE_PASSWORD,
  'ssl.client.auth': 'none',
});
