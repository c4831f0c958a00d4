import path from 'node:path';
import { runOnce } from './preparation.js';
import type { Properties } from './kafka-properties.js';

/** Whom a broker with SASL lets in. */
export const KAFKA_USER = { username: 'alice', password: 'alice-secret' } as const;

const STORE_PASSWORD = 'changeit';
const MECHANISMS = ['SCRAM-SHA-256', 'SCRAM-SHA-512'];
const PLAIN_MODULE = 'org.apache.kafka.common.security.plain.PlainLoginModule';
const SCRAM_MODULE = 'org.apache.kafka.common.security.scram.ScramLoginModule';

/** A broker that lets in all the same gives nobody but those without a name any right that was not granted. */
export const KAFKA_AUTHORIZER: Properties = {
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users': 'User:ANONYMOUS',
};

/** PEM files. */
export interface KafkaCertificates {
  /** Of who signed the brokers' certificate: they themselves. */
  readonly authority: string;
  /** Whom brokers let in that ask for a certificate: `User:CN=carol`. */
  readonly client: string;
  readonly clientKey: string;
}
interface Security {
  readonly certificates: KafkaCertificates;
  /** Of the listeners that use them. */
  readonly properties: Properties;
}

/** Certificates of a broker on loopback and of a client, and who is let in by what. */
export async function makeSecurity(directory: string): Promise<Security> {
  const { store, authority } = await makeKeyStore(directory);
  const [client, clientKey] = [path.join(directory, 'client.pem'), path.join(directory, 'client-key.pem')];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', clientKey];
  await runOnce('openssl', ['req', '-x509', ...key, '-out', client, '-subj', '/CN=carol', '-days', '3650']);
  return {
    certificates: { authority, client, clientKey },
    properties: { ...saslProperties(), ...tlsProperties(store, client) },
  };
}

async function makeKeyStore(directory: string): Promise<{ readonly store: string; readonly authority: string }> {
  const [store, authority] = [path.join(directory, 'broker.p12'), path.join(directory, 'authority.pem')];
  const keytool = (...args: readonly string[]) =>
    runOnce('keytool', [...args, '-alias', 'broker', '-keystore', store, '-storepass', STORE_PASSWORD]);
  const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650', '-storetype', 'PKCS12'];
  const subject = ['-dname', 'CN=localhost', '-ext', 'SAN=dns:localhost,ip:127.0.0.1'];
  await keytool('-genkeypair', ...key, ...subject);
  await keytool('-exportcert', '-rfc', '-file', authority);
  return { store, authority };
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

const tlsProperties = (store: string, client: string): Properties => ({
  'ssl.keystore.type': 'PKCS12',
  'ssl.keystore.location': store,
  'ssl.keystore.password': STORE_PASSWORD,
  'ssl.key.password': STORE_PASSWORD,
  'ssl.client.auth': 'none',
  'listener.name.mutualtls.ssl.client.auth': 'required',
  'ssl.truststore.type': 'PEM',
  'ssl.truststore.location': client,
});
