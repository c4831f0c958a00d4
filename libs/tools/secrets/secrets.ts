import { readFileSync } from 'node:fs';
import { isErrorLike } from '../error-words.js';

/** `${env:NAME}` or `${file:PATH}`: where a secret stands, in place of the secret. */
const REFERENCE = /\$\{(env|file):([^}]+)\}/g;
/** Shorter values could not be told from ordinary text, and so not be kept out of results. */
const SHORTEST = 4;

export class SecretError extends Error {
  readonly code = 'secret_unusable';
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Puts secrets in where references stand, and references back in where a secret turns up. Values are read once. */
export class Secrets {
  private readonly values = new Map<string, string>();
  /** What must not be seen, longest first, each with the reference that is shown for it. */
  private masks: readonly (readonly [shown: string, reference: string])[] = [];

  constructor(private readonly environment: Environment) {}

  /**
   * The text with its secrets.
   * @throws SecretError that names the reference which cannot be resolved, and how to mend it
   */
  reveal(text: string): string {
    return text.replaceAll(REFERENCE, (reference, kind: string, name: string) => this.valueOf(reference, kind, name));
  }

  /** The text with a reference for every secret that was ever revealed, also where one is escaped for JSON or a URL. */
  redact(text: string): string {
    return this.masks.reduce((masked, [shown, reference]) => masked.replaceAll(shown, () => reference), text);
  }

  private valueOf(reference: string, kind: string, name: string): string {
    const known = this.values.get(reference);
    if (known !== undefined) return known;
    const value = kind === 'env' ? this.variable(name) : fileText(name);
    if (value.length < SHORTEST) {
      throw new SecretError(`${reference} has fewer than ${SHORTEST} characters: write what is no secret in place`);
    }
    this.values.set(reference, value);
    this.masks = [...this.values].flatMap(([from, secret]) => spellings(secret).map((shown) => [shown, from] as const));
    this.masks = this.masks.toSorted(([a], [b]) => b.length - a.length);
    return value;
  }

  private variable(name: string): string {
    const value = this.environment[name];
    if (value !== undefined && value !== '') return value;
    throw new SecretError(`\${env:${name}} is not set: set the environment variable ${name}`);
  }
}

/** Files of secrets end with a line break more often than not. */
function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const why = isErrorLike(error) ? String(error.code) : 'unreadable';
    throw new SecretError(`\${file:${path}} cannot be read (${why}): put the secret there, or correct the path`);
  }
}

const spellings = (secret: string): readonly string[] => [
  ...new Set([secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())]),
];
