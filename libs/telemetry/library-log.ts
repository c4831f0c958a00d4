import { AsyncLocalStorage } from 'node:async_hooks';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';

/** Where the libraries of OpenTelemetry say what goes wrong. */
export interface LibraryLog {
  readonly warn: (line: string) => void;
  readonly error: (line: string) => void;
}

/** The same words are said again after so long. */
const REPEAT_MS = 60_000;
const DIFFERENT_WORDS = 100;

const unheard = (): void => undefined;

const listeners = new AsyncLocalStorage<(words: readonly unknown[]) => boolean>();
let log: LibraryLog = { warn: unheard, error: unheard };

/** The libraries' warnings and errors go to this log from now on: each once a minute, however often it is repeated. */
export function logLibrariesTo({ warn, error }: LibraryLog): void {
  log = { warn: nowAndThen(warn), error: nowAndThen(error) };
  listen();
}

function nowAndThen(say: (line: string) => void): (line: string) => void {
  const recent = new LRUCache<string, true>({ max: DIFFERENT_WORDS, ttl: REPEAT_MS });
  return (line) => {
    if (recent.has(line)) return;
    recent.set(line, true);
    say(line);
  };
}

/** Hears the libraries' warnings while the work goes on, in whatever it starts; those that it takes are not logged. */
export function hearingWarnings<T>(take: (words: readonly unknown[]) => boolean, work: () => T): T {
  listen();
  return listeners.run(take, work);
}

function listen(): void {
  diag.setLogger(
    {
      error: (...words) => {
        log.error(lineOf(words));
      },
      warn: (...words) => {
        if (listeners.getStore()?.(words) !== true) log.warn(lineOf(words));
      },
      info: unheard,
      debug: unheard,
      verbose: unheard,
    },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

const lineOf = (words: readonly unknown[]): string =>
  words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
