import { InvalidArgumentError } from 'commander';

export const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:\/\//.test(text);

/** A parser of addresses, for commander; `example` is one that would do. */
export const httpUrl =
  (example: string) =>
  (text: string): string => {
    if (isHttpUrl(text)) return text;
    throw new InvalidArgumentError(`must be an http(s) address, such as ${example}`);
  };
